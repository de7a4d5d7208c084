using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>A round that has been finished, with all that the next one goes on from.</summary>
/// <param name="Report">What a person is told of it.</param>
/// <param name="Untuned">The figures of an accepted round before its training; null for others.</param>
/// <param name="Files">The files of its spec, the spec first.</param>
/// <param name="Ledger">What became of the channels up to here.</param>
/// <param name="Proof">The worst comparison up to here.</param>
/// <param name="Parts">The parts that went up to here.</param>
/// <param name="Groups">Channels that went or stayed together up to here.</param>
/// <param name="Truncation">How early the network could end, once that has been measured.</param>
/// <param name="SuggestedCut">Where it could be cut, or null.</param>
internal sealed record LoopRound(
    RoundReport Report,
    ModelFigures? Untuned,
    IReadOnlyList<RewrittenFile> Files,
    ChannelLedger Ledger,
    PruneProof? Proof,
    IReadOnlyList<PartReport> Parts,
    IReadOnlyList<GroupReport> Groups,
    IReadOnlyList<ProbeReport> Truncation,
    string? SuggestedCut);

/// <summary>
/// The folder <c>OUT.rounds</c> of a loop: for each round a folder with its spec, its weights and the figures of its epochs, so that
/// a loop that was broken off goes on behind its last finished round.
/// </summary>
internal sealed class LoopStore
{
    private const string Settings = "settings.json";
    private const string Round = "round.json";
    private const string WeightsFile = "weights.safetensors";

    // A round that something is missing of is as good as none.
    private static readonly JsonSerializerOptions Whole = new(PruneJson.Readable) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    private readonly PruneWork _work;

    private LoopStore(PruneWork work, string folder, IReadOnlyList<LoopRound> rounds) => (_work, Folder, Rounds) = (work, folder, rounds);

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The rounds that were finished before.</summary>
    public IReadOnlyList<LoopRound> Rounds { get; }

    /// <summary>Opens the folder of a loop, a new one or one that was broken off.</summary>
    /// <exception cref="PruneException">The folder is another loop's.</exception>
    public static LoopStore Open(PruneWork work)
    {
        var folder = Path.ChangeExtension(work.Target.Place.Spec, ".rounds");
        Directory.CreateDirectory(folder);
        var (path, settings) = (Path.Combine(folder, Settings), SettingsOf(work));
        if (!File.Exists(path))
        {
            AtomicFile.Write(path, settings);
        }
        else if (PlainFile.ReadAllText(path) != settings)
        {
            throw new PruneException($"'{folder}' holds the rounds of a loop with another spec, other weights, data or settings; delete it, or give another name with -o");
        }

        var rounds = new List<LoopRound>();
        for (var number = 1; File.Exists(Path.Combine(folder, NameOf(number), Round)); number++)
        {
            rounds.Add(Read(Path.Combine(folder, NameOf(number), Round)));
        }

        return new LoopStore(work, folder, rounds);
    }

    /// <summary>The folder of a round that begins, empty.</summary>
    public string Begin(int number)
    {
        var folder = Path.Combine(Folder, NameOf(number));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Keeps a round that is finished; the file that says so comes last.</summary>
    public void Keep(LoopRound round, PruneDraft draft)
    {
        var folder = Path.Combine(Folder, round.Report.Folder);
        using (NewDisposeScope())
        {
            SafeTensors.Write(
                Path.Combine(folder, WeightsFile),
                [.. NetworkWeights.Copy(draft.Compiled).Select(pair => (pair.Name, pair.Values))],
                NetworkWeights.About(draft.Network, _work.Data.Classes));
        }

        AtomicFile.Write(Path.Combine(folder, _work.Target.Place.SpecName), round.Files[0].Text);
        AtomicFile.Write(Path.Combine(folder, Round), JsonSerializer.Serialize(round, PruneJson.Readable));
    }

    /// <summary>The model that a finished round ended with.</summary>
    public PruneProgress Load(LoopRound round, PruneProgress start)
    {
        using var scope = NewDisposeScope();
        var weights = SafeTensors.Read(Path.Combine(Folder, round.Report.Folder, WeightsFile)).Tensors;
        var draft = start.Draft.Next(round.Files, [.. weights.Select(pair => (pair.Key, pair.Value))], _work.Target);
        return new PruneProgress(draft, round.Ledger) { Proof = round.Proof, Parts = [.. round.Parts], Groups = [.. round.Groups] };
    }

    /// <summary>The name of a round's folder.</summary>
    public static string NameOf(int number) => number.ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    private static LoopRound Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<LoopRound>(PlainFile.ReadAllText(path), Whole) ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new PruneException($"'{path}' cannot be read ({error.Message}); delete its folder to do that round again");
        }
    }

    private static string SettingsOf(PruneWork work)
    {
        var request = work.Request;
        var spec = SpecWriter.Write(request.Network, request.Document.Training);
        return JsonSerializer.Serialize(
            new
            {
                Hashes = PruneSession.HashesOf(work),
                Resolved = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec))),
                request.Mode,
                request.Limits,
                request.Budget,
                request.MaxDrop,
                request.FinetuneEpochs,
                request.Step,
                request.BatchSize,
            },
            PruneJson.Readable);
    }
}

using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Native;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights;
using Dapper;
using Microsoft.Data.Sqlite;
using static TorchSharp.torch;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>Reads what is in a run folder, and fails where something cannot be read.</summary>
internal static class RunFiles
{
    // Before the first use of a TorchSharp type.
    static RunFiles() => LibTorch.Load();

    /// <summary>Every file that is there.</summary>
    /// <returns>What the checkpoint says; null where training had not begun.</returns>
    public static CheckpointState? Check(string path)
    {
        var folder = new RunFolder(path);
        if (!File.Exists(folder.Checkpoint))
        {
            return null;
        }

        var state = Checkpoint(folder);
        Assert.Equal(state.RunId, RunJson.Read(folder.Info).Id);
        Assert.NotNull(new SpecLoader(Plugins.BuiltInLayers.Registry).Load(folder.Spec));
        foreach (var weights in new[] { folder.BestWeights, folder.LastWeights }.Where(File.Exists))
        {
            using var scope = NewDisposeScope();
            Assert.NotEmpty(SafeTensors.Read(weights).Tensors);
        }

        // Both are written before the checkpoint of the epoch is.
        AssertFirst(state.History.Count, History(folder));
        AssertFirst(state.History.Count, Log(path));
        return state;
    }

    public static CheckpointState Checkpoint(RunFolder folder)
    {
        using var scope = NewDisposeScope();
        return CheckpointFile.Read(folder.Checkpoint).State;
    }

    /// <summary>The epochs of <c>history.csv</c>, in their order.</summary>
    public static List<int> History(RunFolder folder)
    {
        var lines = File.ReadAllLines(folder.History).Select(line => line.Split(',')).ToList();
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return [.. lines.Skip(1).Select(line => int.Parse(line[0], CultureInfo.InvariantCulture))];
    }

    /// <summary>The epochs of <c>log.db</c>, of which both plain tables have one row each.</summary>
    public static List<int> Log(string folder)
    {
        using var connection = OpenLog(folder);
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        List<int> Epochs(string table) => [.. connection.Query<int>($"SELECT epoch FROM {table} ORDER BY epoch")];
        var epochs = Epochs("archspec_epochs");
        Assert.Equal(epochs, Epochs("training_logs"));
        Assert.Equal(epochs, Epochs("CNN_training_results"));
        return epochs;
    }

    /// <summary>As anybody opens it: what a killed process left half done is put right.</summary>
    public static SqliteConnection OpenLog(string folder) => new($"Data Source={Path.Combine(folder, RunJournal.FileName)};Mode=ReadWrite;Pooling=False");

    /// <summary>All files of a folder with their contents, but for those that only mark it as used.</summary>
    public static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) != ".lock")
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    // 1, 2, 3 …, and not fewer than the checkpoint has.
    private static void AssertFirst(int atLeast, List<int> epochs)
    {
        Assert.Equal(Enumerable.Range(1, epochs.Count), epochs);
        Assert.InRange(epochs.Count, atLeast, atLeast + 1);
    }
}

using System.Globalization;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Looks for limits with which no accuracy falls: where it falls for all images or for those of a label, the limits are halved, and in
/// the end only what never fired goes.
/// </summary>
/// <param name="work">What is asked for.</param>
/// <param name="prune">Prunes within limits.</param>
internal sealed class SafeSearch(PruneWork work, Func<SafeLimits, PruneProgress> prune)
{
    private const int Halvings = 3;

    /// <summary>Searches.</summary>
    /// <param name="before">What the given model makes of the images for selection.</param>
    /// <exception cref="PruneException">Even without what never fired the accuracy falls, since other images are judged than were measured.</exception>
    public SafeResult Run(Evaluation before)
    {
        string? first = null;
        for (var halved = 0; ; halved++)
        {
            var limits = LimitsAfter(halved);
            var progress = prune(limits);
            var after = work.EvaluatorOf(progress.Draft.Compiled).Run(work.Data.Selection);
            var check = AccuracyCheck.Of(work.Data.Classes, before, after);
            if (check.Fall() is not { } fall)
            {
                return new SafeResult(progress, limits, check, after, first is null ? [] : [Warning(first, halved)]);
            }

            progress.Draft.Dispose();
            first ??= fall;
            if (halved > Halvings)
            {
                throw new PruneException($"no safe result: even if only channels go that never fired where they were measured, {fall}; measure on more images, or use --max-drop; nothing has been written");
            }

            work.Say($"{fall}: looking for fewer channels");
        }
    }

    private SafeLimits LimitsAfter(int halved)
    {
        var (limits, part) = (work.Request.Limits, halved > Halvings ? 0 : Math.Pow(0.5, halved));
        return limits with { LabelShare = limits.LabelShare * part, EnergyShare = limits.EnergyShare * part };
    }

    private static string Warning(string fall, int halved) => halved > Halvings
        ? $"with channels that hardly ever fire {fall}; so only channels go that never fired"
        : string.Create(CultureInfo.InvariantCulture, $"with the limits as they were {fall}; so fewer channels go, within {(halved == 1 ? "a half" : $"1/{1 << halved}")} of these limits");
}

/// <summary>What may go safely.</summary>
/// <param name="Progress">The smaller model.</param>
/// <param name="Limits">The limits that it keeps.</param>
/// <param name="Check">What became of the accuracy.</param>
/// <param name="After">What the smaller model makes of the images for selection.</param>
/// <param name="Warnings">What a person should know.</param>
internal sealed record SafeResult(PruneProgress Progress, SafeLimits Limits, AccuracyCheck Check, Evaluation After, IReadOnlyList<string> Warnings);

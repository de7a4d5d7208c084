using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Training.Prune;

/// <summary>The decoded images of a pruning.</summary>
/// <param name="Cache">What holds them.</param>
/// <param name="Measured">Channels are measured on them, and the model is trained with them.</param>
/// <param name="Selection">Rounds are accepted or not by them.</param>
/// <param name="Final">The figures of the report are of them.</param>
internal sealed record PruneData(ImageCache Cache, ImageSet Measured, ImageSet Selection, ImageSet Final) : IDisposable
{
    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Classes => Final.Split.ClassNames;

    /// <summary>Decodes the images, labelled as the model was trained.</summary>
    public static PruneData Open(LoadedModel model, PruneImages images, SessionOptions options)
    {
        model.WarnOfOrder(images.Final, options);
        var splits = new[] { images.Measured, images.Selection, images.Final };
        var labelled = splits.Distinct().ToDictionary(split => split, model.Labelled);
        var cache = ImageCache.Open([.. labelled.Values], LoadedModel.ShapeOf(model.Network.Network), options.SayingCache, options.DecodeProgress);
        var sets = labelled.ToDictionary(pair => pair.Key, pair => cache.Of(pair.Value));
        return new PruneData(cache, sets[images.Measured], sets[images.Selection], sets[images.Final]);
    }

    /// <inheritdoc/>
    public void Dispose() => Cache.Dispose();
}

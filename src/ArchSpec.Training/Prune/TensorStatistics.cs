using System.Collections.Immutable;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// What the channel classes of one tensor did over a data set. Counts are whole numbers, so that they do not depend on how
/// the data was cut into batches; memory is O(positions of the last axis), whatever the number of images.
/// </summary>
internal sealed class TensorStatistics : IDisposable
{
    private readonly ImmutableArray<int> _positions;
    private readonly ImmutableArray<int> _classes;
    private readonly Tensor? _classOf;
    private readonly Tensor _zeros;
    private readonly Tensor _squares;
    private readonly Tensor _largest;
    private readonly Tensor _firedByLabel;
    private long _valuesOfPosition;

    /// <summary>Prepares the statistics of a tensor.</summary>
    /// <param name="positions">The class of each position of the last axis.</param>
    /// <param name="labels">How many labels the data has.</param>
    /// <param name="device">Where the network runs.</param>
    public TensorStatistics(ImmutableArray<int> positions, int labels, Device device)
    {
        _positions = positions;
        _classes = [.. positions.Distinct()];
        var places = _classes.Select((name, place) => KeyValuePair.Create(name, (long)place)).ToDictionary();
        _classOf = _classes.Length == positions.Length ? null : Keep(tensor(positions.Select(name => places[name]).ToArray()).to(device));
        _zeros = Keep(zeros([positions.Length], ScalarType.Int64, device));
        _squares = Keep(zeros([positions.Length], ScalarType.Float64, device));
        _largest = Keep(zeros([positions.Length], ScalarType.Float64, device));
        _firedByLabel = Keep(zeros([labels, _classes.Length], ScalarType.Int64, device));
    }

    /// <summary>Takes in a batch.</summary>
    /// <param name="x">N × C × H × W, N × L × C or N × F.</param>
    /// <param name="labels">N.</param>
    public void Add(Tensor x, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var values = x.dim() == 4 ? x.flatten(2) : x.reshape(x.shape[0], -1, x.shape[^1]).transpose(1, 2); // N × positions × places
        var fired = values.IsNonZero();
        _valuesOfPosition += values.shape[0] * values.shape[2];
        _zeros.Accumulate(fired.logical_not().sum([0, 2], type: ScalarType.Int64));
        _squares.Accumulate(values.Squared().sum([0, 2], type: ScalarType.Float64));
        _largest.copy_(_largest.maximum(values.abs().amax([0, 2]).to(ScalarType.Float64)));
        _firedByLabel.AccumulateAt(0, labels, ByClass(fired.any(2).to(ScalarType.Int64)));
    }

    /// <summary>The figures, copied from the device.</summary>
    /// <param name="imagesByLabel">How many images each label has.</param>
    public TensorFigures Read(IReadOnlyList<int> imagesByLabel)
    {
        using var scope = NewDisposeScope();
        var (zeros, largest, fired) = (_zeros.cpu().data<long>().ToArray(), _largest.cpu().data<double>().ToArray(), _firedByLabel.cpu().data<long>().ToArray());
        var members = Enumerable.Range(0, _positions.Length).ToLookup(position => _positions[position]);
        var channels = _classes.Select((name, place) => KeyValuePair.Create(name, new ChannelFigures(
            members[name].Sum(position => zeros[position]),
            _valuesOfPosition * members[name].Count(),
            members[name].Max(position => largest[position]),
            [.. Enumerable.Range(0, imagesByLabel.Count).Select(label => fired[(label * _classes.Length) + place])],
            imagesByLabel)));
        var means = _squares.cpu().data<double>().ToArray().Select(sum => sum / _valuesOfPosition);
        return new TensorFigures(channels.ToDictionary(), [.. means], _positions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classOf?.Dispose();
        _zeros.Dispose();
        _squares.Dispose();
        _largest.Dispose();
        _firedByLabel.Dispose();
    }

    // An image fires a class where any of the class's positions is not 0.
    private Tensor ByClass(Tensor fired) => _classOf is null
        ? fired
        : zeros([fired.shape[0], _classes.Length], ScalarType.Int64, fired.device).AccumulateAt(1, _classOf, fired).IsNonZero().to(ScalarType.Int64);

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}

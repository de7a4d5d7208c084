using System.Collections.Immutable;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// What the channel classes of one tensor did over a data set. Counts are whole numbers, so that they do not depend on how
/// the data was cut into batches; memory is O(positions of the last axis), whatever the number of images.
/// </summary>
internal sealed class TensorStatistics
{
    private readonly ImmutableArray<int> _positions;
    private readonly ImmutableArray<int> _classes;
    private readonly int[] _placeOf;
    private readonly long[] _zeros;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _minima;
    private readonly double[] _maxima;
    private readonly long[] _firedByLabel;
    private readonly int[] _lastFired;
    private long _valuesOfPosition;
    private int _images;

    /// <summary>Prepares the statistics of a tensor.</summary>
    /// <param name="positions">The class of each position of the last axis.</param>
    /// <param name="labels">How many labels the data has.</param>
    public TensorStatistics(ImmutableArray<int> positions, int labels)
    {
        _positions = positions;
        _classes = [.. positions.Distinct()];
        var places = _classes.Select((name, place) => KeyValuePair.Create(name, place)).ToDictionary();
        _placeOf = [.. positions.Select(name => places[name])];
        (_zeros, _sums, _squares) = (new long[positions.Length], new double[positions.Length], new double[positions.Length]);
        (_minima, _maxima) = (new double[positions.Length], new double[positions.Length]);
        Array.Fill(_minima, double.PositiveInfinity);
        Array.Fill(_maxima, double.NegativeInfinity);
        (_firedByLabel, _lastFired) = (new long[labels * _classes.Length], new int[_classes.Length]);
    }

    /// <summary>Takes in a batch.</summary>
    /// <param name="x">N × C × H × W, N × L × C or N × F.</param>
    /// <param name="labels">N.</param>
    public void Add(Tensor x, ReadOnlySpan<int> labels)
    {
        using var figures = BatchFigures.Of(x);
        _valuesOfPosition += labels.Length * figures.Places;
        for (var image = 0; image < labels.Length; image++)
        {
            _images++;
            Add(figures, image * _positions.Length, _firedByLabel.AsSpan(labels[image] * _classes.Length, _classes.Length));
        }
    }

    // One image after the other, so that sums do not depend on the batches either.
    private void Add(BatchFigures figures, int from, Span<long> fired)
    {
        for (var position = 0; position < _zeros.Length; position++)
        {
            var zeros = figures.Zeros[from + position];
            _zeros[position] += zeros;
            _sums[position] += figures.Sums[from + position];
            _squares[position] += figures.Squares[from + position];
            _minima[position] = Math.Min(_minima[position], figures.Minima[from + position]);
            _maxima[position] = Math.Max(_maxima[position], figures.Maxima[from + position]);
            var place = _placeOf[position];
            if (zeros < figures.Places && _lastFired[place] != _images)
            {
                // An image fires a class where any of the class's positions is not 0.
                _lastFired[place] = _images;
                fired[place]++;
            }
        }
    }

    /// <summary>The figures.</summary>
    /// <param name="imagesByLabel">How many images each label has.</param>
    public TensorFigures Read(IReadOnlyList<int> imagesByLabel)
    {
        var members = Enumerable.Range(0, _positions.Length).ToLookup(position => _placeOf[position]);
        var channels = _classes.Select((name, place) => KeyValuePair.Create(name, ChannelOf(place, [.. members[place]], imagesByLabel)));
        return new TensorFigures(channels.ToDictionary(), MeansOf(_squares), _positions)
        {
            Means = MeansOf(_sums),
            Minima = [.. _minima],
            Maxima = [.. _maxima],
        };
    }

    private ChannelFigures ChannelOf(int place, int[] members, IReadOnlyList<int> imagesByLabel)
    {
        var values = _valuesOfPosition * members.Length;
        return new ChannelFigures(
            members.Sum(position => _zeros[position]),
            values,
            members.Min(position => _minima[position]),
            members.Max(position => _maxima[position]),
            [.. Enumerable.Range(0, imagesByLabel.Count).Select(label => _firedByLabel[(label * _classes.Length) + place])],
            imagesByLabel)
        {
            Mean = members.Sum(position => _sums[position]) / values,
            MeanSquare = members.Sum(position => _squares[position]) / values,
        };
    }

    private ImmutableArray<double> MeansOf(double[] sums) => [.. sums.Select(sum => sum / _valuesOfPosition)];
}

using System.Globalization;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Parts of graphs that are several layers each.</summary>
internal sealed partial class RandomGraph
{
    private static readonly string[] Sequences =
    [
        "ZeroPadding1D: { padding: [1, 2] }", "Cropping1D: { cropping: [1, 0] }", "UpSampling1D: { size: 2 }", "SpatialDropout1D: { rate: 0.2 }",
        "MaxPooling1D: { pool_size: 2, padding: same }", "AveragePooling1D: { pool_size: 2, padding: same }",
    ];

    private static readonly string[] Mixing =
    [
        "Conv1D: { filters: 4, kernel_size: 2, padding: causal, activation: relu }", "Conv1D: { filters: 3, kernel_size: 1, activation: relu }",
        "SeparableConv1D: { filters: 4, kernel_size: 2, padding: same, depth_multiplier: 2, activation: relu }",
        "Conv1DTranspose: { filters: 3, kernel_size: 2, strides: 2 }", "DepthwiseConv1D: { kernel_size: 2, padding: same, depth_multiplier: 2, use_bias: false }",
    ];

    // Whole groups are killed, since nothing less can go.
    private void Group(Made source)
    {
        var groups = Enumerable.Range(2, 5).Where(parts => source.Channels % parts == 0).ToList();
        if (groups.Count == 0 || source.Depth >= 5)
        {
            return;
        }

        var (parts, each) = (groups[_random.Next(groups.Count)], 1 + _random.Next(2));
        var name = Line("Conv2D", $"{{ filters: {parts * each}, groups: {parts}, kernel_size: {(source.Height >= 3 && source.Width >= 3 ? 3 : 1)}, padding: same, activation: relu }}", [source]);
        var killed = Enumerable.Range(0, parts * each).Where(filter => filter / each == 0 || (filter / each == 2 && _random.Next(2) == 0));
        _kills.Add($"{name}: {string.Join(' ', killed)}");
        _made.Add(source with { Name = name, Channels = parts * each, Depth = source.Depth + 1 });
    }

    // A model inside of the model, called on what it gives as well.
    private void Nest(Made source)
    {
        if (source.Depth >= 3 || source.Channels > 8)
        {
            return;
        }

        var (model, c) = (_random.Next(2) == 0 ? "Sequential" : "Functional", source.Channels);
        var name = Line(model, $"{{ layers: [{{ Conv2D: {{ filters: 3, kernel_size: 1, activation: relu, name: s }} }}, {{ Conv2D: {{ filters: {c}, kernel_size: 1, activation: relu, name: t }} }}] }}", [source]);
        Kill($"{name}/s", 3);
        Kill($"{name}/t", c);
        _made.Add(source with { Name = name, Depth = source.Depth + 2 });
        if (_random.Next(2) == 0 && source.Depth <= 1)
        {
            var again = $"n{_names++}";
            _layers.Append(CultureInfo.InvariantCulture, $"  - reuse: {name}\n    inputs: [{name}]\n    name: {again}\n");
            _taken.Add(name);
            _made.Add(source with { Name = again, Depth = source.Depth + 4 });
        }
    }

    // Two layers alike, with the same channel dead.
    private (Made First, Made Second) Twins(Made source)
    {
        var twins = Enumerable.Range(0, 2).Select(_ => Line("Conv2D", "{ filters: 4, kernel_size: 1, activation: relu }", [source])).ToList();
        twins.ForEach(twin => _kills.Add($"{twin}: 1"));
        var made = twins.ConvertAll(twin => source with { Name = twin, Channels = 4, Depth = source.Depth + 1 });
        return (made[0], made[1]);
    }

    // An image as a sequence of its pixels, and back: one pixel wide.
    private void Row1D(Made source)
    {
        if (source.Depth >= 3 || source.Channels > 12)
        {
            return;
        }

        var at = source with { Name = Line("Reshape", $"{{ target_shape: [{source.Height * source.Width}, {(_random.Next(2) == 0 ? -1 : source.Channels)}] }}", [source]) };
        for (var count = 1 + _random.Next(2); count > 0; count--)
        {
            // A sequence of one would leave nothing to cut.
            var layer = Sequences[_random.Next(Sequences.Length)];
            at = layer.StartsWith("Cropping", StringComparison.Ordinal) ? at with { Name = Layer(Sequences[0], at) } : at;
            at = at with { Name = Layer(layer, at) };
        }

        var mixing = Mixing[_random.Next(Mixing.Length)];
        var mixed = Layer(mixing, at);
        var filters = mixing.Contains("filters: 4", StringComparison.Ordinal) ? 4 : 3;
        if (mixing.Contains("filters", StringComparison.Ordinal) && !mixing.StartsWith("Sep", StringComparison.Ordinal))
        {
            Kill(mixed, filters);
        }

        var isMean = _random.Next(2) == 0;
        IsExact &= !isMean;
        var mean = Line(isMean ? "GlobalAveragePooling1D" : "GlobalMaxPooling1D", "{}", [at with { Name = mixed }]);
        var channels = mixing.StartsWith("Depthwise", StringComparison.Ordinal) ? 2 * source.Channels : filters;
        _made.Add(new Made(Line("Reshape", "{ target_shape: [1, 1, -1] }", [at with { Name = mean }]), 1, 1, channels, source.Depth + 2));
    }

    private void Resize(Made source)
    {
        var (height, width) = (1 + _random.Next(source.Height), 1 + _random.Next(source.Width));
        var name = _random.Next(2) == 0
            ? Line("CenterCrop", $"{{ height: {height}, width: {width} }}", [source])
            : Line("Resizing", $"{{ height: {height}, width: {width}, interpolation: nearest }}", [source]);
        _made.Add(source with { Name = name, Height = height, Width = width });
    }

    private void Repeat(Made source)
    {
        var vector = source with { Name = Line("GlobalMaxPooling2D", "{}", [source]) };
        var rows = vector with { Name = Line("RepeatVector", "3", [vector]) };
        _made.Add(source with { Name = Line("Reshape", "{ target_shape: [3, 1, -1] }", [rows]), Height = 3, Width = 1 });
    }

    // Barriers before the head, beside what goes on to it: all that reaches them stays.
    private Made End(Made row)
    {
        var (isEinsum, isDot) = (_random.Next(8) == 0, _random.Next(8) == 0);
        if (!isEinsum && !isDot)
        {
            return row;
        }

        var other = isEinsum ? Line("EinsumDense", "{ equation: 'ab,bc->ac', output_shape: 2 }", [row]) : Line("Dot", "{ axes: 1 }", [row, row]);
        IsExact &= isEinsum;
        return row with { Name = Line("Concatenate", "{}", [row, row with { Name = other }]) };
    }

    private string Layer(string text, Made source)
    {
        var parts = text.Split(": ", 2);
        return Line(parts[0], parts[1], [source]);
    }
}

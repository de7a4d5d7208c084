using System.Globalization;
using System.Text;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>A random spec of the supported layers, from a seed, with channels to kill in it.</summary>
internal sealed partial class RandomGraph
{
    // Layers of one input and an output of the same shape, of which whole numbers stay such, or come to be over a power of two.
    private static readonly string[] Exact =
    [
        "ReLU: { max_value: 64 }", "ReLU: { negative_slope: 2, threshold: 1 }", "LeakyReLU: 0.5", "PReLU: { shared_axes: [1, 2] }", "PReLU: {}", "Identity: {}",
        "ActivityRegularization: { l1: 1 }", "Add: { value: 1 }", "Multiply: { value: 2 }", "Multiply: { value: 0.5 }",
        "Subtract: { value: 3, value_first: true }", "TrueDivide: { value: 4 }", "TrueDivide: { value: 2 }", "Divide: { value: 2 }", "Permute: { dims: [2, 1, 3] }", "Reshape: {}", "Reshape: { written }",
        "Absolute: {}", "Negative: {}", "Relu6: {}", "Clip: [-64, 64]", "Cast: {}", "Maximum: { value: -1 }", "Minimum: { value: 64 }",
        "Transpose: { axes: [0, 2, 1, 3] }", "GetItem: { key: \":, ::-1\" }",
    ];

    private static readonly string[] Rounded =
    [
        "ELU: {}", "Softmax: { axis: [1, 2] }", "BatchNormalization: { center: false }", "LayerNormalization: {}", "LayerNormalization: { axis: [1, 2] }", "RMSNormalization: {}",
        "GroupNormalization: { groups: -1 }", "Normalization: {}", "GroupNormalization: { groups: 1 }", "UnitNormalization: { axis: [1, 2] }",
    ];

    private readonly Random _random;
    private readonly StringBuilder _layers = new();
    private readonly List<string> _kills = [];
    private readonly List<string> _fixed = [];
    private readonly List<Made> _made = [];
    private readonly HashSet<string> _taken = [];
    private int _names;

    public RandomGraph(int seed)
    {
        _random = new Random(seed);
        _made.Add(new Made("input_layer", 8, 4, 3, 0));
        for (var count = 3 + _random.Next(6); count > 0; count--)
        {
            AddOne();
        }

        AddHead();
    }

    /// <summary>Whether all values are whole numbers, or whole numbers over a power of two.</summary>
    public bool IsExact { get; private set; } = true;

    public string Text => $"archspec: 1\ninput: [8, 4, 3]\n{Block}layers:\n{_layers}";

    /// <summary>The channels to kill.</summary>
    public string Killed => string.Join("; ", _kills);

    /// <summary>The channels to make constant.</summary>
    public string Fixed => string.Join("; ", _fixed);

    private const string Block = """
        blocks:
          Cell:
            parameters: [f, g]
            layers:
              - branches:
                  - - Conv2D: { filters: "${f}", kernel_size: 1, activation: relu, name: left }
                  - - Conv2D: { filters: "${g}", kernel_size: 3, padding: same, activation: relu, name: right }
                    - MaxPooling2D: { pool_size: 3, strides: 1, padding: same }
                  - []
                join: Concatenate

        """;

    private static readonly (string Type, string Arguments)[] Resting =
    [
        ("AlphaDropout", "0.1"), ("GaussianDropout", "0.2"), ("GaussianNoise", "0.1"), ("SpatialDropout2D", "0.1"), ("RandomContrast", "0.1"),
        ("RandomFlip", "horizontal"), ("RandomRotation", "0.1"), ("RandomTranslation", "[0.1, 0.1]"), ("RandomZoom", "0.1"), ("Rescaling", "2"),
    ];

    private void AddOne()
    {
        var source = _made[_random.Next(Math.Max(0, _made.Count - 3), _made.Count)];
        switch (_random.Next(48))
        {
            case 0 or 1 or 2:
                Convolve(source);
                break;
            case 3:
                Pool(source);
                break;
            case 4:
                Join("Concatenate", [source, .. Alike(source, channels: false), source]);
                break;
            case 5:
                Join("Add", [source, .. Alike(source, channels: true)]);
                break;
            case 6:
                Activate(source);
                break;
            case 7:
                Share(source);
                break;
            case 8 or 9 or 26 or 27 or (>= 40 and < 45):
                Change(source);
                break;
            case 10 or 28:
                JoinTwo(source);
                break;
            case 11:
                Gate(source);
                break;
            case 12 or 13 or 46:
                Slide(source);
                break;
            case 14 or 15 or 45:
                Rest(source);
                break;
            case 16 or 17 or 18:
                Group(source);
                break;
            case 19:
                Nest(source);
                break;
            case 20 or 21 or 22:
                Row1D(source);
                break;
            case 23:
                Resize(source);
                break;
            case 24:
                Repeat(source);
                break;
            case 30 or 31 or 47:
                Operate(source);
                break;
            case 32:
                Reduce(source);
                break;
            case 33:
                Lift(source);
                break;
            case 34 or 35 or 36:
                Picture(source);
                break;
            case 37 or 38:
                Scale(source);
                break;
            case 39:
                AddScaled(source);
                break;
            default:
                Use(source);
                break;
        }
    }

    // Deep chains would outgrow what a float64 counts exactly.
    private void Convolve(Made source)
    {
        if (source.Depth >= 5)
        {
            return;
        }

        var (kernel, stride, same, filters) = (1 + (2 * _random.Next(2)), 1 + _random.Next(2), _random.Next(2) == 0, 2 + _random.Next(4));
        if (kernel > Math.Min(source.Height, source.Width))
        {
            kernel = 1;
        }

        int Out(int size) => same ? (size + stride - 1) / stride : ((size - kernel) / stride) + 1;
        var name = Line("Conv2D", $"{{ filters: {filters}, kernel_size: {kernel}, strides: {stride}, padding: {(same ? "same" : "valid")}, use_bias: {(_random.Next(4) > 0 ? "true" : "false")}, activation: {(_random.Next(4) > 0 ? "relu" : "linear")} }}", [source]);
        Kill(name, filters);
        Fix(name, filters);
        _made.Add(new Made(name, Out(source.Height), Out(source.Width), filters, source.Depth + 1));
    }

    private void Pool(Made source)
    {
        var name = Line("MaxPooling2D", "{ pool_size: 2, strides: 2, padding: same }", [source]);
        _made.Add(source with { Name = name, Height = (source.Height + 1) / 2, Width = (source.Width + 1) / 2 });
    }

    private void Slide(Made source)
    {
        var (height, width, channels, depth) = (source.Height, source.Width, source.Channels, source.Depth);
        var isSmall = height * width <= 64 && channels <= 12 && depth <= 3;
        var (type, arguments, made) = _random.Next(8) switch
        {
            0 => ("AveragePooling2D", "{ pool_size: 2, padding: same }", source with { Height = (height + 1) / 2, Width = (width + 1) / 2 }),
            1 => ("GlobalMaxPooling2D", "{ keepdims: true }", source with { Height = 1, Width = 1 }),
            2 when height > 1 => ("Cropping2D", "[[[1, 0], [0, 0]]]", source with { Height = height - 1 }),
            3 when isSmall => ("DepthwiseConv2D", "{ kernel_size: 3, padding: same, depth_multiplier: 2, use_bias: false }", source with { Channels = 2 * channels, Depth = depth + 1 }),
            4 when isSmall => ("SeparableConv2D", "{ filters: 4, kernel_size: 3, padding: same, depth_multiplier: 2, activation: relu }", source with { Channels = 4, Depth = depth + 2 }),
            5 when isSmall => ("Conv2DTranspose", "{ filters: 3, kernel_size: 3, strides: 2, padding: same }", new Made("", 2 * height, 2 * width, 3, depth + 1)),
            6 when isSmall => ("UpSampling2D", "{ size: [1, 2] }", source with { Width = 2 * width }),
            _ => ("ZeroPadding2D", "[[[0, 1], [1, 0]]]", source with { Height = height + 1, Width = width + 1 }),
        };
        _made.Add(made with { Name = Line(type, arguments, [source]) });
    }

    private List<Made> Alike(Made source, bool channels) =>
        [.. _made.Where(other => other != source && other.Height == source.Height && other.Width == source.Width && (!channels || other.Channels == source.Channels)).TakeLast(2)];

    private void Join(string type, List<Made> parts)
    {
        if (parts.Count < 2 || parts.Sum(part => part.Channels) > 40)
        {
            return;
        }

        var name = Line(type, "{}", parts);
        _made.Add(parts[0] with { Name = name, Channels = type == "Add" ? parts[0].Channels : parts.Sum(part => part.Channels), Depth = parts.Max(part => part.Depth) });
    }

    private void Activate(Made source)
    {
        var (type, argument) = _random.Next(5) switch { 0 => ("Dropout", "0.4"), 1 => ("Activation", "tanh"), 2 => ("Activation", "softmax"), _ => ("Activation", "relu") };
        IsExact &= argument is not ("tanh" or "softmax");
        _made.Add(source with { Name = Line(type, argument, [source]) });
    }

    // What changes nothing but in training.
    private void Rest(Made source)
    {
        var (type, arguments) = Resting[_random.Next(Resting.Length)];
        _made.Add(source with { Name = Line(type, arguments, [source]) });
    }

    private void Change(Made source)
    {
        var layers = _random.Next(3) == 0 ? Rounded : Exact;
        IsExact &= layers == Exact;
        var (type, arguments) = layers[_random.Next(layers.Length)].Split(": ", 2) switch { var parts => (parts[0], parts[1]) };
        arguments = type == "Reshape" ? $"{{ target_shape: [{source.Width}, {source.Height}, {(arguments.Contains("written", StringComparison.Ordinal) ? source.Channels : -1)}] }}" : arguments;
        var name = Line(type, arguments, [source]);
        name = type == "BatchNormalization" ? Line("Activation", "relu", [source with { Name = name }]) : name; // which is 0 for what was 0
        _made.Add(type is "Permute" or "Reshape" or "Transpose" ? source with { Name = name, Height = source.Width, Width = source.Height } : source with { Name = name });
    }

    private void JoinTwo(Made source)
    {
        string[] types = ["Average", "Maximum", "Minimum", "Subtract", "Multiply"];
        var (type, other) = (types[_random.Next(types.Length)], Alike(source, channels: true).LastOrDefault());
        (source, other) = other is null && source.Depth <= 1 ? Twins(source) : (source, other);
        var depth = other is null ? 0 : type == "Multiply" ? source.Depth + other.Depth : Math.Max(source.Depth, other.Depth);
        if (other is not null && depth <= 5)
        {
            _made.Add(source with { Name = Line(type, "{}", [source, other]), Depth = depth });
        }
    }

    // Squeeze and excitation: a factor for each channel from the means of all.
    private void Gate(Made source)
    {
        var (cells, depth) = (source.Height * source.Width, (2 * source.Depth) + 1);
        if (depth > 5)
        {
            return;
        }

        IsExact &= (cells & (cells - 1)) == 0;
        var mean = source with { Name = Line("GlobalAveragePooling2D", "{ keepdims: true }", [source]), Height = 1, Width = 1 };
        var factor = Line("Conv2D", $"{{ filters: {source.Channels}, kernel_size: 1, activation: relu }}", [mean]);
        Kill(factor, source.Channels);
        _made.Add(source with { Name = Line("Multiply", "{}", [source, mean with { Name = factor }]), Depth = depth });
    }

    // One layer called on two tensors, which it makes itself where there are none.
    private void Share(Made source)
    {
        if (source.Depth >= 3)
        {
            return;
        }

        var first = Line("Conv2D", $"{{ filters: {source.Channels}, kernel_size: 1, activation: relu }}", [source]);
        var second = $"n{_names++}";
        _layers.Append(CultureInfo.InvariantCulture, $"  - reuse: {first}\n    inputs: [{first}]\n    name: {second}\n");
        _taken.Add(first);
        Kill(first, source.Channels);
        _made.Add(source with { Name = first, Depth = source.Depth + 1 });
        _made.Add(source with { Name = second, Depth = source.Depth + 2 });
    }

    private void Use(Made source)
    {
        if (source.Depth >= 5 || source.Channels > 12)
        {
            return;
        }

        var name = Line("Cell", "[3, 4]", [source]);
        Kill($"{name}/left", 3);
        Kill($"{name}/right", 4);
        _made.Add(source with { Name = name, Channels = source.Channels + 7, Depth = source.Depth + 1 });
    }

    // Everything that was made is used: what nobody takes would stay behind in the new spec with another shape.
    private void AddHead()
    {
        var rows = _made.Where(made => !_taken.Contains(made.Name)).ToList().ConvertAll(Row);
        var all = rows.Count == 1 ? rows[0] : rows[0] with { Name = Line("Concatenate", "{}", rows) };
        all = End(all);
        var dense = Line("Dense", "{ units: 5, activation: relu }", [all]);
        Kill(dense, 5);
        Line("Dense", "{ units: 3, activation: softmax }", [all with { Name = dense }]);
    }

    private Made Row(Made end)
    {
        var isFlat = _random.Next(2) == 0;
        var cells = end.Height * end.Width;
        IsExact &= isFlat || (cells & (cells - 1)) == 0;
        return end with { Name = Line(isFlat ? "Flatten" : "GlobalAveragePooling2D", "{}", [end]) };
    }

    private string Line(string type, string arguments, IReadOnlyList<Made> inputs)
    {
        var name = $"n{_names++}";
        _taken.UnionWith(inputs.Select(input => input.Name));
        _layers.Append(CultureInfo.InvariantCulture, $"  - {type}: {arguments}\n    name: {name}\n    inputs: [{string.Join(", ", inputs.Select(input => input.Name))}]\n");
        return name;
    }

    private void Kill(string layer, int channels)
    {
        var killed = Enumerable.Range(0, channels).Where(_ => _random.Next(3) == 0).ToList();
        if (killed.Count > 0)
        {
            _kills.Add($"{layer}: {string.Join(' ', killed)}");
        }
    }

    private void Fix(string layer, int channels)
    {
        if (_random.Next(5) == 0)
        {
            _fixed.Add($"{layer}: {_random.Next(channels)}");
        }
    }

    private sealed record Made(string Name, int Height, int Width, int Channels, int Depth);
}

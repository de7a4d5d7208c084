namespace ArchSpec.Training.Tests.Prune;

/// <content>Operations on tensors.</content>
internal sealed partial class RandomGraph
{
    // Of values between 0 and 1, so that none of them grows beyond measure.
    private static readonly string[] Curves = ["Exp: {}", "Log: {}", "Sqrt: {}", "Square: {}", "Power: { value: 3 }", "Tanh: {}", "Silu: {}", "Gelu: {}", "Gelu: { approximate: false }"];

    private void Operate(Made source)
    {
        IsExact = false;
        var (type, arguments) = Curves[_random.Next(Curves.Length)].Split(": ", 2) switch { var parts => (parts[0], parts[1]) };
        var tame = Line(type is "Exp" or "Log" or "Sqrt" || _random.Next(2) == 0 ? "Sigmoid" : "Tanh", "{}", [source]);
        _made.Add(source with { Name = Line(type, arguments, [source with { Name = tame }]) });
    }

    private void Reduce(Made source)
    {
        string[] types = source.Depth <= 3 ? ["Mean", "Max", "Min", "Sum"] : ["Mean", "Max", "Min"];
        var (type, cells) = (types[_random.Next(types.Length)], source.Height * source.Width);
        IsExact &= type != "Mean" || (cells & (cells - 1)) == 0;
        var name = Line(type, "{ axis: [1, 2], keepdims: true }", [source]);
        _made.Add(source with { Name = name, Height = 1, Width = 1, Depth = source.Depth + (type == "Sum" ? 1 : 0) });
    }

    // An image to a row and back, or to the product of two matrices.
    private void Lift(Made source)
    {
        if (_random.Next(2) == 0 && source.Depth <= 1 && source.Height * source.Width <= 64)
        {
            var rows = Line("Reshape", $"{{ target_shape: [{source.Height * source.Width}, -1] }}", [source]);
            var columns = Line("Permute", "{ dims: [2, 1] }", [source with { Name = rows }]);
            var product = Line("Matmul", "{}", [source with { Name = columns }, source with { Name = rows }]);
            var name = Line("ExpandDims", "1", [source with { Name = product }]);
            _made.Add(new Made(name, 1, source.Channels, source.Channels, (2 * source.Depth) + 1));
            return;
        }

        var row = Line("Squeeze", "{ axis: [1, 2] }", [source with { Name = Line("GlobalMaxPooling2D", "{ keepdims: true }", [source]) }]);
        var line = Line("ExpandDims", "1", [source with { Name = row }]);
        _made.Add(source with { Name = Line("ExpandDims", "1", [source with { Name = line }]), Height = 1, Width = 1 });
    }
}

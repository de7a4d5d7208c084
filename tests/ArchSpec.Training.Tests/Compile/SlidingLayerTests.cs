using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Convolutions and pooling of random sizes against <see cref="SlidingReference"/>, in float64.</summary>
public sealed class SlidingLayerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolution(int seed)
    {
        var draw = new Draw(seed, causal: true);
        var groups = draw.Random.Next(1, 3);
        var filters = groups * draw.Random.Next(1, 4);
        Check(draw, $"Conv{draw.Rank}D", $"filters: {filters}, groups: {groups}, {draw.Window}", groups * draw.Random.Next(1, 3), (x, weights) =>
            SlidingReference.Convolve(x, draw.Lift(weights[0]), draw.Rows, draw.Columns).add(weights[1]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Depthwise(int seed)
    {
        var draw = new Draw(seed);
        Check(draw, $"DepthwiseConv{draw.Rank}D", $"depth_multiplier: {draw.Random.Next(1, 4)}, {draw.Window}", draw.Random.Next(1, 4), (x, weights) =>
            SlidingReference.ConvolveEach(x, draw.Lift(weights[0]), draw.Rows, draw.Columns).add(weights[1]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Separable(int seed)
    {
        var draw = new Draw(seed);
        Check(draw, $"SeparableConv{draw.Rank}D", $"filters: {draw.Random.Next(1, 4)}, depth_multiplier: {draw.Random.Next(1, 4)}, {draw.Window}", draw.Random.Next(1, 4), (x, weights) =>
        {
            var parts = SlidingReference.ConvolveEach(x, draw.Lift(weights[0]), draw.Rows, draw.Columns);
            return parts.matmul(weights[1].reshape(parts.shape[3], -1)).add(weights[2]);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transposed(int seed)
    {
        var draw = new Draw(seed);
        var padding = draw.Random.Next(2) == 0 ? (int?)null : draw.Random.Next(1, 4);
        var given = padding is null ? "" : $", output_padding: {padding}";
        Check(draw, $"Conv{draw.Rank}DTranspose", $"filters: {draw.Random.Next(1, 4)}, {draw.Window}{given}", draw.Random.Next(1, 4), (x, weights) =>
        {
            var kernel = draw.Lift(weights[0]).transpose(2, 3);
            return SlidingReference.Convolve(x, kernel, draw.SpreadRows(padding), draw.SpreadColumns(padding)).add(weights[1]);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Pooling(int seed)
    {
        var (draw, maximum) = (new Draw(seed, dilates: false), seed % 2 == 0);
        Check(draw, $"{(maximum ? "Max" : "Average")}Pooling{draw.Rank}D", draw.Window.Replace("kernel_size", "pool_size", StringComparison.Ordinal), 2, (x, _) =>
            SlidingReference.Pool(x, draw.Rows, draw.Columns, maximum));
    }

    // Once with the size in the spec, once with sizes that are only known when the network runs.
    private static void Check(Draw draw, string layer, string arguments, int channels, Func<Tensor, List<Tensor>, Tensor> reference)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var sizes in draw.Shapes)
        {
            using var network = TestNetwork.Compile($"archspec: 1\ninput: [{sizes}, {channels}]\nlayers:\n  - {layer}: {{ {arguments} }}\n", draw.Seed);
            network.to(ScalarType.Float64);
            foreach (var parameter in network.parameters())
            {
                parameter.copy_(randn_like(parameter));
            }

            var x = randn([2, draw.Height, draw.Width, channels], ScalarType.Float64);
            var weights = network.WeightedLayers.SelectMany(each => each.Layer.Weights.Select(weight => each.ToKeras(weight.Name))).ToList();
            var y = TestNetwork.ToKeras(network.call(TestNetwork.ToTorch(draw.Rank == 1 ? x.squeeze(1) : x)));

            var expected = reference(x, weights);
            Assert.Equal(expected.shape, draw.Rank == 1 ? y.unsqueeze(1).shape : y.shape);
            Assert.InRange((expected - y.reshape(expected.shape)).abs().max().item<double>(), 0, 1e-10);
        }
    }

    // A random window over a random image or, from odd seeds, sequence.
    private sealed class Draw
    {
        private readonly (int Height, int Width) _kernel;
        private readonly (int Height, int Width) _strides;
        private readonly (int Height, int Width) _dilation;
        private readonly string _padding;

        public Draw(int seed, bool causal = false, bool dilates = true)
        {
            (Seed, Random, Rank) = (seed, new Random(seed), 2 - (seed / 2 % 2));
            _padding = (Rank == 1 && causal ? Random.Next(3) : Random.Next(2)) switch { 0 => "valid", 1 => "same", _ => "causal" };
            _kernel = (Side(1, 5), Random.Next(1, 5));
            (_strides, _dilation) = dilates && Random.Next(3) == 0 ? ((1, 1), (Side(1, 4), Random.Next(1, 4))) : ((Side(1, 4), Random.Next(1, 4)), (1, 1));
            Height = Rank == 1 ? 1 : Random.Next(0, 4) + (_padding == "valid" ? ((_kernel.Height - 1) * _dilation.Height) + 1 : 1);
            Width = Random.Next(0, 5) + (_padding == "valid" ? ((_kernel.Width - 1) * _dilation.Width) + 1 : 1);
            Window = $"kernel_size: {Pair(_kernel)}, strides: {Pair(_strides)}, padding: {_padding}{(dilates ? $", dilation_rate: {Pair(_dilation)}" : "")}";
        }

        public int Seed { get; }

        public Random Random { get; }

        public int Rank { get; }

        public int Height { get; }

        public int Width { get; }

        public string Window { get; }

        public IEnumerable<string> Shapes => Rank == 1 ? [$"{Width}", "~"] : [$"{Height}, {Width}", "~, ~", $"{Height}, ~"];

        public int[][] Rows => SlidingReference.Slide(Height, _kernel.Height, _strides.Height, _dilation.Height, Rank == 1 ? "valid" : _padding);

        public int[][] Columns => SlidingReference.Slide(Width, _kernel.Width, _strides.Width, _dilation.Width, _padding);

        public int[][] SpreadRows(int? added) => Rank == 1
            ? [[0]]
            : SlidingReference.Spread(Height, _kernel.Height, _strides.Height, _dilation.Height, _padding, added);

        public int[][] SpreadColumns(int? added) => SlidingReference.Spread(Width, _kernel.Width, _strides.Width, _dilation.Width, _padding, added);

        public Tensor Lift(Tensor kernel) => Rank == 1 ? kernel.unsqueeze(0) : kernel;

        private int Side(int from, int below) => Rank == 1 ? 1 : Random.Next(from, below);

        private string Pair((int Height, int Width) size) => Rank == 1 ? $"{size.Width}" : $"[{size.Height}, {size.Width}]";
    }
}

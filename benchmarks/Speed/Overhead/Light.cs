using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/cnn-light.yaml</c>.</summary>
internal sealed class Light : nn.Module<Tensor, Tensor>
{
    public const string Spec = """
        archspec: 1
        input: [224, 224, 3]
        layers:
          - Conv2D: { filters: 8, kernel_size: 3, strides: 2, padding: same, activation: relu }
          - MaxPooling2D: 2
          - Conv2D: { filters: 16, kernel_size: 3, strides: 2, padding: same, activation: relu }
          - MaxPooling2D: 2
          - Flatten
          - Dense: { units: 16, activation: relu }
          - Dense: { units: 5, activation: softmax }
        """;

    private readonly TorchSharp.Modules.Conv2d _conv1 = nn.Conv2d(3, 8, 3, 2);
    private readonly TorchSharp.Modules.Conv2d _conv2 = nn.Conv2d(8, 16, 3, 2);
    private readonly TorchSharp.Modules.Linear _dense1 = nn.Linear(14 * 14 * 16, 16);
    private readonly TorchSharp.Modules.Linear _dense2 = nn.Linear(16, 5);

    public Light()
        : base("light") => RegisterComponents();

    // Keras pads a stride of 2 at the right and at the bottom, and flattens height, width, channels.
    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(_conv1.call(Padded(input)).relu(), 2);
        x = nn.functional.max_pool2d(_conv2.call(Padded(x)).relu(), 2);
        x = _dense1.call(x.permute(0, 2, 3, 1).flatten(1)).relu();
        return _dense2.call(x);
    }

    private static Tensor Padded(Tensor x) => nn.functional.pad(x, [0, 1, 0, 1]);
}

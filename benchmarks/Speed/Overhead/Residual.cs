using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>Eight residual blocks with batch normalisation.</summary>
internal sealed class Residual : nn.Module<Tensor, Tensor>
{
    public const string Spec = """
        archspec: 1
        input: [64, 64, 3]
        blocks:
          Residual:
            inline: true
            layers:
              - branches:
                  - []
                  - - Conv2D: { filters: 32, kernel_size: 3, padding: same, use_bias: false }
                    - BatchNormalization
                    - Activation: relu
                    - Conv2D: { filters: 32, kernel_size: 3, padding: same, use_bias: false }
                    - BatchNormalization
                join: Add
              - Activation: relu
        layers:
          - Conv2D: { filters: 32, kernel_size: 3, padding: same, use_bias: false }
          - BatchNormalization
          - Activation: relu
          - MaxPooling2D: 2
          - Residual: { }
            repeat: 8
          - GlobalAveragePooling2D
          - Dense: { units: 5, activation: softmax }
        """;

    private const int Blocks = 8;

    private readonly ModuleList<Conv2d> _convolutions = new();
    private readonly ModuleList<BatchNorm2d> _normalisations = new();
    private readonly Linear _dense = nn.Linear(32, 5);

    public Residual()
        : base("residual")
    {
        for (var i = 0; i <= 2 * Blocks; i++)
        {
            _convolutions.Add(nn.Conv2d(i == 0 ? 3 : 32, 32, 3, padding: 1, bias: false));
            _normalisations.Add(nn.BatchNorm2d(32, eps: 0.001, momentum: 0.01));
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(Normalised(input, 0).relu(), 2);
        for (var block = 0; block < Blocks; block++)
        {
            var inner = Normalised(Normalised(x, (2 * block) + 1).relu(), (2 * block) + 2);
            x = x.add(inner).relu();
        }

        return _dense.call(x.mean([2, 3]));
    }

    private Tensor Normalised(Tensor x, int at) => _normalisations[at].call(_convolutions[at].call(x));
}

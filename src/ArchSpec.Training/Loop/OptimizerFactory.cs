using ArchSpec.Spec;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Makes TorchSharp's optimizers with Keras's arguments.</summary>
internal static class OptimizerFactory
{
    public static optim.Optimizer Make(OptimizerChoice choice, IEnumerable<Parameter> parameters)
    {
        var arguments = choice.Arguments;
        return choice.Type.Name switch
        {
            "Adam" => new KerasAdam(
                parameters,
                arguments.Get(Optimizers.AdamLearningRate),
                arguments.Get(Optimizers.Beta1),
                arguments.Get(Optimizers.Beta2),
                arguments.Get(Optimizers.Epsilon)),
            _ => optim.SGD(
                parameters,
                arguments.Get(Optimizers.SgdLearningRate),
                arguments.Get(Optimizers.Momentum),
                nesterov: arguments.Get(Optimizers.Nesterov) && arguments.Get(Optimizers.Momentum) > 0),
        };
    }
}

using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// Shortens gradients, as Keras's <c>clipnorm</c>, <c>global_clipnorm</c> and <c>clipvalue</c>; 0 is no bound there. Norms stay
/// on the device.
/// </summary>
internal sealed class GradientClip(KerasObject options)
{
    private readonly double _each = options.Get(OptimizerArguments.ClipNorm) ?? 0;
    private readonly double _all = options.Get(OptimizerArguments.GlobalClipNorm) ?? 0;
    private readonly double _value = options.Get(OptimizerArguments.ClipValue) ?? 0;

    /// <summary>Changes the gradients in their place.</summary>
    public void Apply(Tensor?[] gradients)
    {
        if (_all > 0)
        {
            ClipTogether(gradients);
        }

        if (_each > 0 || _value > 0)
        {
            foreach (var gradient in gradients)
            {
                ClipOne(gradient);
            }
        }
    }

    private void ClipOne(Tensor? gradient)
    {
        if (_each > 0)
        {
            gradient?.mul_(Factor(gradient.Squared().sum().sqrt(), _each));
        }
        else
        {
            gradient?.Clip(-_value, _value);
        }
    }

    private void ClipTogether(Tensor?[] gradients)
    {
        var squares = gradients.OfType<Tensor>().Select(gradient => gradient.Squared().sum()).ToList();
        if (squares.Count > 0)
        {
            var factor = Factor(stack(squares).sum().sqrt(), _all);
            foreach (var gradient in gradients)
            {
                gradient?.mul_(factor);
            }
        }
    }

    private static Tensor Factor(Tensor norm, double longest) => norm.AtLeast(longest).reciprocal().Scale(longest);
}

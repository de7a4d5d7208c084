using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>Arguments that give one number for all values, or one for each channel.</summary>
internal static class PerChannel
{
    /// <summary>Refuses a list of another length than the input has channels.</summary>
    /// <exception cref="LayerException">The lengths differ.</exception>
    public static void Check(LayerCall call, Argument<IReadOnlyList<double>> numbers)
    {
        var count = call.Get(numbers).Count;
        if (count > 1 && count != call.Input.RequireChannels())
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"{numbers.Name} must be one number or {call.Input.RequireChannels()}, one for each channel of its input {call.Input}, received {count}"));
        }
    }

    /// <summary>The side that needs TorchSharp.</summary>
    public static class Torch
    {
        /// <summary>The numbers along the channels of a tensor.</summary>
        public static Tensor Along(IReadOnlyList<double> numbers, Tensor x) =>
            TorchAxes.Along(tensor(numbers.ToArray(), x.dtype, x.device), TorchAxes.Of(-1, (int)x.dim()), (int)x.dim());
    }
}

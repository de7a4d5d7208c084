using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>ArchSpec as <c>train</c> and <c>evaluate</c> run it: from a batch of bytes.</summary>
internal sealed class CompiledSide : ISide
{
    private readonly CompiledNetwork _network;
    private readonly TrainingStep _step;
    private readonly ImageBatch _batch;
    private readonly ImageShape _shape;

    public CompiledSide(Entry entry)
    {
        _network = new CompiledNetwork(Architecture.Of(entry.Name, entry.Size), seed: 1);
        _step = new TrainingStep(_network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, _network, entry.Classes), Optimizers.Adam.WithDefaults);
        _shape = new ImageShape(entry.Size, entry.Size, 3);
        _batch = ImageBatch.Empty(entry.Batch, _shape);
        new Random(1).NextBytes(_batch.Pixels);
        for (var i = 0; i < entry.Batch; i++)
        {
            _batch.Labels[i] = i % entry.Classes;
        }
    }

    public long Parameters => _network.TrainableParameters.Sum(parameter => parameter.NumberOfElements);

    public void Train()
    {
        using var scope = NewDisposeScope();
        _network.train();
        _step.Run(ImageTensors.Of(_batch, _shape, PixelRange.Unit, CPU), ImageTensors.Labels(_batch, CPU));
    }

    public void Infer()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _network.eval();
        _network.call(ImageTensors.Of(_batch, _shape, PixelRange.Unit, CPU));
    }

    public void Dispose()
    {
        _step.Dispose();
        _network.Dispose();
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>TorchSharp as its examples show it: libtorch's defaults, a scope for each step.</summary>
internal sealed class PlainSide : ISide
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly optim.Optimizer _optimizer;
    private readonly TorchSharp.Modules.CrossEntropyLoss _loss = nn.CrossEntropyLoss();
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public PlainSide(Entry entry)
    {
        _network = entry.Write();
        _optimizer = optim.Adam(_network.parameters());
        _images = rand(entry.Batch, 3, entry.Size, entry.Size);
        _labels = randint(0, entry.Classes, entry.Batch);
    }

    public long Parameters => _network.parameters().Sum(parameter => parameter.NumberOfElements);

    public void Train()
    {
        using var scope = NewDisposeScope();
        _network.train();
        _optimizer.zero_grad();
        _loss.call(_network.call(_images), _labels).backward();
        _optimizer.step();
    }

    public void Infer()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _network.eval();
        _network.call(_images).softmax(1);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _loss.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }
}

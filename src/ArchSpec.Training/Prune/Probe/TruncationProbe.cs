using ArchSpec.Graph;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>
/// Finds out, without training, behind which stage of a network the label can already be told: linear probes of the stages' features
/// (Alain and Bengio 2016), fitted from sums that are taken in the pass that measures accuracy.
/// </summary>
internal sealed class TruncationProbe : IPassObserver, IDisposable
{
    private readonly List<Candidate> _candidates = [];
    private readonly StageEnds _stages;
    private readonly int _labels;
    private readonly Device _device;
    private ProbeBatch? _batch;

    /// <param name="network">The network, before the pass.</param>
    /// <param name="labels">How many labels the data has.</param>
    /// <param name="device">Where the network runs.</param>
    public TruncationProbe(CompiledNetwork network, int labels, Device device)
    {
        (_labels, _device, _stages) = (labels, device, StageEnds.Of(network.Network));
        foreach (var end in _stages.Ends)
        {
            if (CutSize.Of(network.Network, end, _stages.Head!) is { } size)
            {
                _candidates.Add(new Candidate(end, _stages.Head!.Node.Layer.Name, network.Graph, size, labels, device));
            }
        }
    }

    /// <summary>Takes note of a batch before it runs.</summary>
    public void Begin(ImageBatch batch)
    {
        _batch?.Dispose();
        _batch = ProbeBatch.Of(batch, _labels, _device);
    }

    /// <summary>Takes in what a step takes.</summary>
    public void Observe(FlatStep step, IReadOnlyList<Tensor> inputs) => Visit(step, inputs, (candidate, features) => candidate.Moments.Add(features, _batch!));

    /// <summary>Fits the probes, and judges each on the half of the images that it was not fitted on.</summary>
    /// <param name="evaluator">The network as it was in the pass.</param>
    /// <param name="images">The images of the pass.</param>
    public TruncationCurve Judge(Evaluator evaluator, ImageSet images)
    {
        using var scope = NewDisposeScope();
        foreach (var candidate in _candidates)
        {
            candidate.Fit(_device);
        }

        if (_candidates.Count > 0)
        {
            evaluator.Run(images, (step, inputs) => Visit(step, inputs, (candidate, features) => candidate.Count(features, _batch!)), Begin);
        }

        return new TruncationCurve([.. _candidates.Select(candidate => candidate.Point(images.Count))], _stages.Obstacle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch?.Dispose();
        _candidates.ForEach(candidate => candidate.Dispose());
    }

    private void Visit(FlatStep step, IReadOnlyList<Tensor> inputs, Action<Candidate, Tensor> take)
    {
        foreach (var candidate in _candidates.Where(candidate => candidate.Consumer.Index == step.Index))
        {
            using var scope = NewDisposeScope();
            take(candidate, ProbeMoments.FeaturesOf(inputs[candidate.Input]));
        }
    }

    private sealed class Candidate : IDisposable
    {
        // Outputs of least squares are near 0 and 1, which as logits would say that all labels are about as likely.
        private static readonly double[] Sharpnesses = [1, 2, 4, 8, 16, 32];

        private readonly SingleTensor _end;
        private readonly string _head;
        private readonly CutSize _size;
        private readonly Tensor _right;
        private readonly Tensor _likelihoods;
        private Tensor[] _fits = [];
        private double[] _solution = [];

        public Candidate(SingleTensor end, string head, FlatGraph graph, CutSize size, int labels, Device device)
        {
            var made = graph.StepOf(end.Connection);
            (_end, _head, _size) = (end, head, size);
            Consumer = graph.Steps.First(step => step.Inputs.Contains(made));
            Input = Consumer.Inputs.IndexOf(made);
            Moments = new ProbeMoments(end.Connection.Shape.RequireChannels(), labels, device);
            _right = zeros([1], ScalarType.Int64, device).DetachFromDisposeScope();
            _likelihoods = zeros([Sharpnesses.Length], ScalarType.Float64, device).DetachFromDisposeScope();
        }

        public FlatStep Consumer { get; }

        public int Input { get; }

        public ProbeMoments Moments { get; }

        public void Fit(Device device)
        {
            _fits = [.. Enumerable.Range(0, 2).Select(half => Solve(half).to(device))];
            _solution = Solve(null).data<double>().ToArray();
        }

        public void Count(Tensor features, ProbeBatch batch)
        {
            for (var half = 0; half < 2; half++)
            {
                var scores = features.index_select(0, batch.Halves[half]).matmul(_fits[1 - half]);
                var labels = batch.Labels.index_select(0, batch.Halves[half]);
                _right.Accumulate(scores.argmax(1).eq(labels.argmax(1)).sum(0, keepdim: true, type: ScalarType.Int64));
                _likelihoods.Accumulate(stack(Sharpnesses.Select(factor => scores.Times(factor).log_softmax(1).mul(labels).sum())));
            }
        }

        public TruncationPoint Point(int images) =>
            new(_end.Node.Layer.Name, _head, _end.Connection.Shape.RequireChannels(), (int)_right.cpu().item<long>(), images, _size.Parameters, _size.Flops)
            {
                Solution = _solution,
                Sharpness = Sharpnesses[_likelihoods.argmax().cpu().item<long>()],
            };

        public void Dispose()
        {
            Moments.Dispose();
            _right.Dispose();
            _likelihoods.Dispose();
        }

        private Tensor Solve(int? half)
        {
            var (gram, cross) = Moments.Of(half);
            return RidgeRegression.Solve(gram, cross);
        }
    }
}

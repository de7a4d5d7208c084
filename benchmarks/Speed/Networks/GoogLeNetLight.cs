using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/googlenet-light.yaml</c>; padded at both ends, where Keras pads one more at the second: the same work.</summary>
internal sealed class GoogLeNetLight : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _stem1 = nn.Conv2d(3, 16, 7, 2, padding: 3);
    private readonly Conv2d _stem2 = nn.Conv2d(16, 16, 1);
    private readonly Conv2d _stem3 = nn.Conv2d(16, 64, 3, padding: 1);
    private readonly ModuleList<Inception> _modules = new(
        new Inception(64, 16, 16, 24, 4, 8, 8),
        new Inception(56, 24, 24, 32, 4, 8, 8),
        new Inception(72, 32, 32, 48, 8, 16, 16),
        new Inception(112, 48, 48, 64, 8, 16, 16),
        new Inception(144, 64, 64, 96, 12, 24, 24),
        new Inception(208, 96, 64, 96, 12, 24, 24),
        new Inception(240, 96, 64, 96, 12, 24, 24),
        new Inception(240, 96, 96, 128, 16, 32, 32));

    private readonly Dropout _dropout = nn.Dropout(0.4);
    private readonly Linear _dense = nn.Linear(288, 5);

    public GoogLeNetLight()
        : base("googlenet") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = Pooled(_stem1.call(input).relu());
        x = Pooled(_stem3.call(_stem2.call(x).relu()).relu());
        for (var i = 0; i < _modules.Count; i++)
        {
            x = _modules[i].call(i is 2 or 6 ? Pooled(x) : x);
        }

        return _dense.call(_dropout.call(x.mean([2, 3])));
    }

    private static Tensor Pooled(Tensor x) => nn.functional.max_pool2d(x, 3, 2, 1);

    private sealed class Inception : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _one;
        private readonly Conv2d _three1;
        private readonly Conv2d _three2;
        private readonly Conv2d _five1;
        private readonly Conv2d _five2;
        private readonly Conv2d _pool;

        public Inception(long channels, long f1, long f3Reduce, long f3, long f5Reduce, long f5, long pool)
            : base("inception")
        {
            _one = nn.Conv2d(channels, f1, 1);
            (_three1, _three2) = (nn.Conv2d(channels, f3Reduce, 1), nn.Conv2d(f3Reduce, f3, 3, padding: 1));
            (_five1, _five2) = (nn.Conv2d(channels, f5Reduce, 1), nn.Conv2d(f5Reduce, f5, 5, padding: 2));
            _pool = nn.Conv2d(channels, pool, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => cat(
            [
                _one.call(x).relu(),
                _three2.call(_three1.call(x).relu()).relu(),
                _five2.call(_five1.call(x).relu()).relu(),
                _pool.call(nn.functional.max_pool2d(x, 3, 1, 1)).relu(),
            ],
            1);
    }
}

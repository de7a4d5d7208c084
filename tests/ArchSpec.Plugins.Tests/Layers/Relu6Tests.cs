using ArchSpec.Plugins.Tests.Families;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Relu6Tests() : ElementwiseTests("Relu6");

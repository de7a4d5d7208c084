using ArchSpec.Plugins.Tests.Families;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class CastTests() : ElementwiseTests("Cast");

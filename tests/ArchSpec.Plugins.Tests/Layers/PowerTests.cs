using ArchSpec.Plugins.Tests.Families;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class PowerTests() : ArithmeticTests("Power");

namespace ArchSpec.Package.Tests;

/// <summary>Installing unpacks half a gigabyte, so that the tests share one installation.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledToolGroup : ICollectionFixture<InstalledTool>
{
    public const string Name = "installed tool";
}

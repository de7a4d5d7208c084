namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>Packing and unpacking take a while, so that the tests share it.</summary>
[CollectionDefinition(Name)]
public sealed class MSBuildPackageGroup : ICollectionFixture<MSBuildPackage>
{
    public const string Name = "MSBuild package";
}

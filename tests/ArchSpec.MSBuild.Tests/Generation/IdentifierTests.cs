using ArchSpec.MSBuild.Generation;

namespace ArchSpec.MSBuild.Tests.Generation;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("cnn", "Cnn")]
    [InlineData("cnn-light", "CnnLight")]
    [InlineData("CNN_light", "CNNLight")]
    [InlineData("vgg16-36-attention", "Vgg16_36Attention")]
    [InlineData("3x3", "_3x3")]
    [InlineData("my model (v1.5)", "MyModelV1_5")]
    [InlineData("größe", "Größe")]
    [InlineData("gro\u0308ße", "Gro\u0308ße")]
    [InlineData("\u0308-a", "A")]
    [InlineData("网络", "网络")]
    [InlineData("class", "Class")]
    [InlineData("--", "Architecture")]
    [InlineData("😀", "Architecture")]
    public void A_file_gives_a_class(string file, string expected)
    {
        Assert.Equal(expected, Identifier.ForClass(file));
        Assert.True(Identifier.IsValid(expected));
    }

    [Theory]
    [InlineData("App.Architectures", "App.Architectures")]
    [InlineData("my-app.namespace.3d", "my_app.@namespace._3d")]
    [InlineData(" App . . Models", "App.Models")]
    [InlineData("..", "")]
    public void A_name_gives_a_namespace(string name, string expected) => Assert.Equal(expected, Identifier.ForNamespace(name));

    [Theory]
    [InlineData("")]
    [InlineData("3d")]
    [InlineData("class")]
    [InlineData("a b")]
    [InlineData("@class")]
    public void What_is_no_identifier_is_none(string name) => Assert.False(Identifier.IsValid(name));
}

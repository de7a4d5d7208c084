namespace ArchSpec.Package.Tests;

/// <summary>Completion with the installed tool, in a real bash.</summary>
[Collection(InstalledToolGroup.Name)]
public sealed class InstalledCompletionTests(InstalledTool tool)
{
    [SkippableTheory]
    [InlineData("summary gra", "grain.yaml")]
    [InlineData("layers Conv2DT", "Conv2DTranspose")]
    [InlineData("train grain.yaml --on-dead re", "reinitialize")]
    [InlineData("runs sh", "show")]
    public void Bash_completes_dotnet_archspec(string typed, string offered)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "there is no bash");
        File.WriteAllText(tool.In("complete.bash"), tool.Dotnet("archspec", "completion", "bash").Ok());
        File.WriteAllText(tool.In("grain.yaml"), "archspec: 1\n");
        var words = $"dotnet archspec {typed}".Split(' ');

        string[] bash = ["--norc", "--noprofile", "-c", """. ./complete.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _archspec_dotnet dotnet; printf '%s\n' "${COMPREPLY[@]}" """, "bash"];
        var result = tool.Scratch.Run("/bin/bash", [.. bash, .. words]);

        Assert.Equal(offered, result.Ok().Trim());
    }
}

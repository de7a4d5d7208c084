using System.ComponentModel.DataAnnotations;
using ArchSpec.Plugins;
using ArchSpec.Tool.Completion;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>completion</c>: writes a script that completes command lines.</summary>
[Command("completion", Description = "Print a script with which a shell completes commands, options, layers and files.", ExtendedHelpText = """

    The script starts no program at a tab. It completes `dotnet archspec`, `dotnet-archspec` and `archspec`; write it again after an update.

    bash        put it where bash-completion looks, or source it in ~/.bashrc:
                  dotnet archspec completion bash > ~/.archspec.bash && echo '. ~/.archspec.bash' >> ~/.bashrc
    zsh         source it in ~/.zshrc, behind compinit:
                  dotnet archspec completion zsh > ~/.archspec.zsh && echo '. ~/.archspec.zsh' >> ~/.zshrc
    fish          dotnet archspec completion fish > ~/.config/fish/conf.d/archspec.fish
    PowerShell    dotnet archspec completion powershell > ~/archspec.ps1; Add-Content $PROFILE '. ~/archspec.ps1'

    Examples:
      dotnet archspec completion bash
    """)]
public sealed class CompletionCommand
{
    /// <summary>The shell.</summary>
    [Argument(0, "SHELL", "bash, zsh, fish or powershell.")]
    [Required]
    [McMaster.Extensions.CommandLineUtils.AllowedValues(
        CompletionScript.Bash, CompletionScript.Zsh, CompletionScript.Fish, CompletionScript.PowerShell, IgnoreCase = true)]
    public string Shell { get; set; } = "";

    /// <summary>Writes the script.</summary>
    public int OnExecute(IConsole console)
    {
        var table = new CompletionTable(CommandModel.OfTool(console), BuiltInLayers.Registry.Types);
        console.Out.Write(CompletionScript.Write(Shell.ToLowerInvariant(), table));
        return ExitCodes.Ok;
    }
}

namespace ArchSpec.Tool;

/// <summary>What the exit code of a command says; every command keeps to these.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done: the message on stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The device's memory was not enough: a smaller batch may be.</summary>
    public const int OutOfMemory = 3;

    /// <summary>Ctrl-C or SIGTERM, after a checkpoint (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}

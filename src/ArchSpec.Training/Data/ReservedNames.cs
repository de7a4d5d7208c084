namespace ArchSpec.Training.Data;

/// <summary>Names of folders that another system can make and Windows cannot open: those of devices, and those that end in a dot or a blank.</summary>
internal static class ReservedNames
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL"];

    /// <summary>Refuses classes of such names where the program runs on Windows.</summary>
    /// <exception cref="DataException">There is one.</exception>
    public static void Refuse(DirectoryInfo folder, IEnumerable<string> classes)
    {
        var reserved = OperatingSystem.IsWindows() ? classes.Where(IsReserved).ToList() : [];
        if (reserved.Count > 0)
        {
            throw new DataException(
                $"Data folder '{folder.FullName}': Windows cannot open a folder of the name {Words.List(reserved)}. "
                + "Names of devices (CON, PRN, AUX, NUL, COM1, LPT1 …) and names that end in a dot or a blank are its own: rename the class.");
        }
    }

    /// <summary>Whether Windows keeps a name for itself, whatever ending it has.</summary>
    public static bool IsReserved(string name)
    {
        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return name.EndsWith('.') || name.EndsWith(' ') || Devices.Contains(stem) || stem is ['C', 'O', 'M', >= '1' and <= '9'] or ['L', 'P', 'T', >= '1' and <= '9'];
    }
}

using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace ArchSpec.Tool.External;

/// <summary>What Windows says about who may write into a folder.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRights
{
    // Everyone, Authenticated Users and Users: whoever has an account.
    private static readonly WellKnownSidType[] Everybody = [WellKnownSidType.WorldSid, WellKnownSidType.AuthenticatedUserSid, WellKnownSidType.BuiltinUsersSid];

    /// <summary>Whether everybody may make a file in a folder; true where its rights cannot be read.</summary>
    public static bool IsOpenToAll(string folder)
    {
        try
        {
            var rules = new DirectoryInfo(folder).GetAccessControl(AccessControlSections.Access).GetAccessRules(true, true, typeof(SecurityIdentifier));
            return rules.Cast<FileSystemAccessRule>().Any(LetsEverybodyWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException or PrivilegeNotHeldException)
        {
            return true;
        }
    }

    private static bool LetsEverybodyWrite(FileSystemAccessRule rule) =>
        rule.AccessControlType == AccessControlType.Allow
        && (rule.FileSystemRights & FileSystemRights.CreateFiles) != 0
        && (rule.PropagationFlags & PropagationFlags.InheritOnly) == 0
        && rule.IdentityReference is SecurityIdentifier account && Array.Exists(Everybody, account.IsWellKnown);
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ArchSpec.Training.Prune;

namespace ArchSpec.Tool.Commands;

/// <summary>How small a model shall become, as people write it: a share such as <c>0.5</c> or <c>50%</c>, or a number such as <c>52000</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PruneTargetAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value is not string text || Read(text) is not null
        ? ValidationResult.Success
        : new ValidationResult($"A target is a share such as 0.5 or 50%, or a positive number such as 52000; received '{text}'.");

    /// <summary>Reads a target that is valid.</summary>
    public static PruneBudget Parse(CostKind kind, string text)
    {
        var (value, isShare) = Read(text)!.Value;
        return new PruneBudget(kind, value, isShare);
    }

    private static (double Value, bool IsShare)? Read(string text)
    {
        var isPercent = text.EndsWith('%');
        var isTime = text.EndsWith("ms", StringComparison.Ordinal);
        var digits = isPercent ? text[..^1] : isTime ? text[..^2] : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number <= 0 || !HasGroupsOfThree(digits))
        {
            return null;
        }

        var isShare = isPercent || (!isTime && number <= 1);
        var value = isPercent ? number / 100 : number;
        return isShare && value > 1 ? null : (value, isShare);
    }

    // 52,000 is a number; 0,5 is one that was meant to have a point.
    private static bool HasGroupsOfThree(string digits)
    {
        var groups = digits.Split('.')[0].Split(',');
        return groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups[0][0] != '0' && groups[1..].All(group => group.Length == 3));
    }
}

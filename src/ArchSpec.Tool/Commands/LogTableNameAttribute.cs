using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Commands;

/// <summary>Takes only names that <see cref="LogTable"/> allows.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LogTableNameAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string name && LogTable.Problem(name) is { } problem ? new ValidationResult(problem) : ValidationResult.Success;
}

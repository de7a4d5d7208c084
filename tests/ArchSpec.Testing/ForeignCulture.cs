using System.Globalization;

namespace ArchSpec.Testing;

/// <summary>
/// While it lasts, this thread and those that it starts write 1.234,5 for 1234.5 and ~1 for -1, as no real culture does all at once.
/// </summary>
public sealed class ForeignCulture : IDisposable
{
    private readonly (CultureInfo Format, CultureInfo Texts) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <summary>Begins it.</summary>
    public ForeignCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        (culture.NumberFormat.NegativeSign, culture.NumberFormat.PercentDecimalSeparator) = ("~", ",");
        (culture.DateTimeFormat.TimeSeparator, culture.DateTimeFormat.DateSeparator) = (".", ".");
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }

    /// <summary>What a function gives while it lasts.</summary>
    public static T Run<T>(Func<T> function)
    {
        using var culture = new ForeignCulture();
        return function();
    }

    /// <inheritdoc/>
    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
}

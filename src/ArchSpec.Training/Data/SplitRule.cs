using System.Text.Json.Serialization;

namespace ArchSpec.Training.Data;

/// <summary>
/// Which images a share holds out. A run is always split by the rule that it began with, which <c>run.json</c> has as <c>split_rule</c>: by
/// another, images that it has learned from would judge it.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitRule>))]
public enum SplitRule
{
    /// <summary>Those whose position is below the share: about as many. So were runs split whose <c>run.json</c> names no rule.</summary>
    [JsonStringEnumMemberName("below")]
    Below,

    /// <summary>Of each class as many as the share says, to the nearest image: those of the lowest positions.</summary>
    [JsonStringEnumMemberName("balanced")]
    Balanced,
}

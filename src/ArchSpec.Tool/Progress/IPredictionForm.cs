using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>A form that predictions are written in, one by one as they come.</summary>
internal interface IPredictionForm
{
    /// <summary>Writes what stands before the first.</summary>
    void Begin()
    {
    }

    /// <summary>Writes one, of a picture that could be used.</summary>
    void Add(Prediction prediction);

    /// <summary>Writes what stands after the last.</summary>
    void End()
    {
    }
}

namespace ArchSpec.Training.Native;

/// <summary>What the instruction CPUID of an x86-64 processor answers.</summary>
/// <param name="Leaf">What was asked, such as 8000001D for a cache of an AMD processor.</param>
/// <param name="Subleaf">Which of several, such as which cache.</param>
/// <param name="Eax">The register of that name; so are the others.</param>
/// <param name="Ebx">Register EBX.</param>
/// <param name="Ecx">Register ECX.</param>
/// <param name="Edx">Register EDX.</param>
public sealed record CpuIdAnswer(uint Leaf, uint Subleaf, uint Eax, uint Ebx, uint Ecx, uint Edx);

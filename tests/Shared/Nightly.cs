namespace IrqAnalyzers.Tests.Shared;

/// <summary>Whether the tests run as they do at night, when nobody waits for them: everything, in full number. Compiled into each test project that needs it.</summary>
internal static class Nightly
{
    public static bool IsNow => Environment.GetEnvironmentVariable("IRQ_TESTS") == "all";
}

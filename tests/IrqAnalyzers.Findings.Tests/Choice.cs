namespace IrqAnalyzers.Parity;

/// <summary>
/// Stands in for the class of the parity tests that generated programs take their branches from. Programs see its signatures only, and only
/// in a reference: the analyzers must not look into its methods.
/// </summary>
public static class Choice
{
    private const string NeverRun = "Generated programs are analysed here and never run.";

    public static bool Next() => throw new NotSupportedException(NeverRun);

    public static int Of(int count) => throw new NotSupportedException(NeverRun);

    public static void Begin() => throw new NotSupportedException(NeverRun);

    public static void End() => throw new NotSupportedException(NeverRun);

    public static void Reach(int line) => throw new NotSupportedException(NeverRun);

    public static void Reach(int line, bool isVirtual) => throw new NotSupportedException(NeverRun);
}

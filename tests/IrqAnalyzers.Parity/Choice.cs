using IrqAnalyzers.Parity.Checking;

namespace IrqAnalyzers.Parity;

/// <summary>
/// What generated programs ask where nobody can foresee the answer. It is here and not in their assemblies, which are unloaded, so that
/// what it keeps for a thread does not live in one of them.
/// </summary>
public static class Choice
{
    [ThreadStatic]
    private static ChoiceScript? script;

    /// <summary>One of two.</summary>
    public static bool Next() => script!.Choose(2) != 0;

    /// <summary>One of several, from 0.</summary>
    public static int Of(int count) => script!.Choose(count);

    /// <summary>The host starts to deal with another function.</summary>
    public static void Begin() => script!.Begin();

    /// <summary>The host goes on with its boot.</summary>
    public static void End() => script!.End();

    /// <summary>The program has come to a line where it calls an operation of its own.</summary>
    public static void Reach(int line) => script!.Reach(line, 3);

    /// <summary>The program has come to a line where it calls an operation that asks VFs for other things than PFs.</summary>
    public static void Reach(int line, bool isVirtual) => script!.Reach(line, isVirtual ? 1 : 2);

    internal static void Follow(ChoiceScript next) => script = next;
}

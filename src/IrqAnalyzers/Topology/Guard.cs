namespace IrqAnalyzers.Topology;

/// <summary>A branch or a loop that a statement is in; <see langword="null"/> stands for the body itself.</summary>
internal sealed class Guard
{
    public Guard(Guard? parent, bool isLoop = false, bool isDoubtful = false) => (Parent, IsLoop, IsDoubtful) = (parent, isLoop, isDoubtful);

    public Guard? Parent { get; }

    public bool IsLoop { get; }

    /// <summary>Whether it is in code that runs several times, and may be entered in some of them only.</summary>
    public bool IsDoubtful { get; }

    /// <summary>Whether every way through it leaves what is around it, so that nothing written after it happens too.</summary>
    public bool Ends { get; set; }

    /// <summary>Whether what is under one guard has always happened where something later, under another, happens.</summary>
    public static bool Always(Guard? earlier, Guard? later)
    {
        for (var current = later; ; current = current.Parent)
        {
            if (current == earlier) return true;
            if (current is null) return false;
        }
    }

    /// <summary>Whether there is a way on which both happen.</summary>
    public static bool Together(Guard? earlier, Guard? later)
    {
        if (Always(earlier, later)) return true;
        for (var current = earlier; current != later; current = current.Parent)
        {
            if (current is null || current.Ends) return false;
        }

        return true;
    }

    /// <summary>Whether a doubtful one lies between a guard and one around it.</summary>
    public static bool IsInDoubt(Guard? inner, Guard? outer)
    {
        for (var current = inner; current is not null && current != outer; current = current.Parent)
        {
            if (current.IsDoubtful) return true;
        }

        return false;
    }

    /// <summary>Whether a loop lies between a guard and one around it.</summary>
    public static bool Repeats(Guard? inner, Guard? outer)
    {
        for (var current = inner; current is not null && current != outer; current = current.Parent)
        {
            if (current.IsLoop) return true;
        }

        return false;
    }
}

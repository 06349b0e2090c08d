using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Where each deed was last done to a function, and in which order.</summary>
internal sealed class FunctionHistory
{
    // Few deeds a function, and there may be 65,536 functions: a list is smaller than a table.
    private readonly List<(Deed Deed, SourceLocation At, int Order)> deeds = new(capacity: 4);

    /// <summary>The IOMMU notifier that saw the function last and left its domain undecided; null if none did.</summary>
    public BusNotifier? LeftUndecidedBy { get; set; }

    /// <summary>Notes a deed; it takes the place of the last one of its kind.</summary>
    public void Note(Deed deed, SourceLocation at, int order)
    {
        for (var index = 0; index < deeds.Count; index++)
        {
            if (deeds[index].Deed != deed) continue;
            deeds[index] = (deed, at, order);
            return;
        }

        deeds.Add((deed, at, order));
    }

    /// <summary>Where and when something was done last; order 0 if it never was.</summary>
    public (SourceLocation At, int Order) Last(Deed deed)
    {
        foreach (var known in deeds)
        {
            if (known.Deed == deed) return (known.At, known.Order);
        }

        return default;
    }

    /// <summary>Whether it was done, and nothing of the other kind since.</summary>
    public bool IsAfter(Deed deed, Deed other) => Last(deed).Order > Last(other).Order;

    /// <summary>The place of the latest deed that has one in the model.</summary>
    public SourceLocation Latest()
    {
        var latest = (At: default(SourceLocation), Order: 0);
        foreach (var (_, at, order) in deeds)
        {
            if (order > latest.Order && at.IsInModel) latest = (at, order);
        }

        return latest.At;
    }
}

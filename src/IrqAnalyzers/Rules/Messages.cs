namespace IrqAnalyzers.Rules;

/// <summary>What the analyzers say of a violation: one text for each rule, and a second one where the end of a handler can break it too.</summary>
internal static class Messages
{
    /// <summary>The message of a finding: what is wrong, then what to do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No text for the rule.</exception>
    public static string Of(MessageParts parts)
    {
        var (operation, subject, when) = (parts.Operation, parts.Subject, parts.When);
        return parts.Rule switch
        {
            "IRQ1001" => parts.IsMetSomewhere || parts.Method is null
                ? $"'{operation}' is called before '{subject}' is registered with its IOMMU{when}, so no MSI domain is known for it yet.{parts.CallLater}"
                : $"'{operation}' is called before anything in '{parts.Method}' registers '{subject}' with its IOMMU{when}, so no MSI domain is known for it "
                    + $"yet.{parts.CallLater}",
            "IRQ1002" => $"'{operation}' allocates vectors of '{subject}' before its MSI domain is decided{when}.{parts.CallLater}",
            "IRQ1003" => $"'{operation}' gives '{subject}' the MSI domain of its bus{when}. Look the domain up for each function instead.",
            "IRQ1004" => $"'{operation}' is called before the messages of '{subject}' are written{when}.{parts.CallLater}",
            "IRQ1005" => $"'{operation}' sets the MSI domain of '{subject}' after its functions were scanned{when}.{parts.CallEarlier()}",
            "IRQ1006" => $"'{operation}' overrides the default MSI domain of '{subject}' after it was created{when}.{parts.CallEarlier()}",
            "IRQ1007" => $"'{operation}' overwrites the special MSI domain that the platform gave '{subject}'{when}. Test 'HasSpecialMsiDomain' first.",
            "IRQ1008" =>
                $"'{operation}' comes after functions were added to '{subject}'{when}, and the notifier will not see "
                    + $"them.{parts.CallEarlier(", or visit 'AddedFunctions' first")}",
            "IRQ1009" when parts.ReturnsNothing =>
                $"'{operation}' returns nothing{when}, so the units are not told of entries that were changed and go on with what they have "
                    + "kept. Return something.",
            "IRQ1009" when parts.IsUnasked =>
                $"'{operation}' is called, and nobody asked whether all units of '{subject}' have extended interrupt mode{when}. Test 'SupportsX2Apic' first.",
            "IRQ1009" when parts.IsLeftStale =>
                $"'{operation}' changes an entry of '{subject}' that its unit may have cached, and '{parts.Method}' may end without telling the unit. Call "
                    + $"{parts.Undoing} before it ends.",
            "IRQ1009" when parts.IsStale =>
                $"'{subject}' {parts.Reaches} with table entries that were changed and that its unit may still have cached{when}.{parts.CallUndoing}",
            "IRQ1009" when parts.IsAbsence => $"'{operation}' switches remapping on after functions were added{when}.{parts.CallEarlier()}",
            "IRQ1009" => $"'{operation}' is called before '{subject}' is ready for it{when}.{parts.CallLater}",
            "IRQ1010" => parts.Leaves
                ? $"'{subject}' leaves '{operation}' with its MSI domain undecided{when}, so its messages are blocked while interrupts are "
                    + $"remapped.{parts.CallBeforeReturning}"
                : $"'{operation}' adds functions while interrupts are remapped and no notifier is subscribed, so nobody decides their MSI domains and their "
                    + $"messages are blocked{when}. Call 'Subscribe' first.",
            "IRQ1011" =>
                $"'{operation}' creates the default MSI domain of '{subject}' after functions were added{when}, and those have none.{parts.CallEarlier()}",
            "IRQ2001" => parts.Leaves
                ? $"'{subject}' leaves '{operation}' without its PF's MSI domain{when}, so its interrupts will be blocked: in compatibility format, or through "
                    + $"entries of another unit.{parts.CallBeforeReturning}"
                : $"'{operation}' allocates vectors of '{subject}' before it has its PF's MSI domain{when}, so its interrupts will be blocked: in "
                    + $"compatibility format, or through entries of another unit.{parts.CallLater}",
            "IRQ2002" =>
                $"'{operation}' adds VFs of '{subject}' before '{subject}' has its own MSI domain{when}, so they would inherit the default.{parts.CallLater}",
            "IRQ2003" => $"'{operation}' takes the MSI domain of '{subject}' from its own bus{when}. Call 'InheritMsiDomain' instead.",
            "IRQ2004" when parts.IsHeldByGuest =>
                $"'{operation}' takes VFs of '{subject}' away while guests use them{when}. Test 'HasVirtualFunctionsInGuests' first.",
            "IRQ2004" => $"'{subject}' {parts.Reaches} while its VFs exist{when}.{parts.CallUndoing}",
            "IRQ2005" => $"'{operation}' makes table entries verify the requester id of '{subject}'{when}. Pass 'RealDmaFunction' instead.",
            "IRQ3001" => $"'{operation}' lets a driver bind to '{subject}' before its MSI domain is decided{when}.{parts.Write("before it")}",
            "IRQ3002" =>
                $"'{subject}' {parts.Reaches} with 'MatchDriver' false{when}, so no driver can ever bind. Set it to true "
                    + $"{(parts.Leaves ? "before returning" : "first")}.",
            "IRQ4001" => $"'{operation}' frees vectors of '{subject}' while their interrupts are still requested{when}.{parts.CallUndoing}",
            "IRQ4002" => $"'{subject}' {parts.Reaches} with vectors allocated{when}.{parts.CallUndoing}",
            "IRQ4003" => $"'{operation}' clears the table entries of '{subject}' while it can still send{when}.{parts.CallUndoing}",
            "IRQ4004" when parts.IsSetUpAnew =>
                $"'{operation}' gives '{subject}' an empty table{when}: their messages name entries of the one before. Test 'IsInUse' first, or leave units "
                    + "alone that have a domain.",
            "IRQ4004" => $"'{operation}' removes '{subject}' while it is in use{when}. Test 'IsInUse' first.",
            "IRQ4005" when parts.IsIgnored =>
                $"'{operation}' needs vectors of '{subject}', and nobody tested how many were allocated{when}. Test the result first.",
            "IRQ4005" when parts.IsRepeated => $"'{operation}' gives back for '{subject}' what has been given back already{when}. Call it once.",
            "IRQ4005" when parts.IsFreed => $"'{operation}' uses '{subject}' after it was freed{when}.",
            "IRQ4005" => parts.IsAbsence
                ? $"'{operation}' uses '{subject}' after its removal{when}."
                : $"'{operation}' needs vectors, but '{subject}' has none{when}: they were never allocated, or are freed already.",
            "IRQ4006" => parts.Leaves
                ? $"'{subject}' leaves '{operation}' without its messages{when}, so its interrupts would be lost.{parts.CallUndoing}"
                : $"'{operation}' is called before '{subject}' has power and decodes memory{when}, so its interrupts would be lost.{parts.CallUndoing}",
            "IRQ4007" when parts.IsHeldByGuest => $"'{operation}' takes '{subject}' away while a guest uses it{when}.{parts.CallUndoing}",
            "IRQ4007" => parts.Leaves
                ? $"'{subject}' leaves '{operation}' with its vectors masked or its MSI disabled{when}.{parts.CallUndoing}"
                : $"'{operation}' stops '{subject}' while its interrupts are requested{when}, so its handlers wait for nothing.{parts.CallUndoing}",
            "IRQ9003" => $"'{operation}' is started but not awaited{when}, so what follows cannot rely on it. Await it.",
            _ => throw new ArgumentOutOfRangeException(nameof(parts), parts.Rule, "No message for this rule."),
        };
    }
}

using System.Reflection;

namespace IrqModel.Rules;

/// <summary>
/// Title and consequence of every rule, written once. The file is compiled into the DSL, whose catalogue shows them to users of the engine,
/// and into the analyzers, which cannot reference the DSL.
/// </summary>
internal static class RuleTexts
{
    /// <summary>Where the documentation pages of the rules are: the build's property <c>HelpAddress</c>.</summary>
    private static readonly string HelpBase = typeof(RuleTexts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "HelpAddress").Value!;

    private static readonly Dictionary<string, (string Title, string Consequence)> Texts = new(StringComparer.Ordinal)
    {
        ["IRQ1001"] = (
            "MSI domain decided or looked up before the function is registered with its IOMMU",
            "The look-up finds no unit or the wrong one. The function's messages are blocked (fault 0x25), or reach a unit that has no entry "
                + "for them (0x22, 0x26)."),
        ["IRQ1002"] = (
            "Vectors allocated before the function's MSI domain is final",
            "The provisional domain composes the messages. With interrupt remapping on, they are blocked (fault 0x25)."),
        ["IRQ1003"] = (
            "MSI domain taken from a bus that several remapping units serve",
            "At least one function gets its entries in a unit that its requests never reach: entry not present (fault 0x22) or source-id mismatch (0x26)."),
        ["IRQ1004"] = (
            "MSI enabled or unmasked before its message is written",
            "The first interrupt goes out with whatever the table holds: a write to memory at address 0, or a vector that has no handler."),
        ["IRQ1005"] = (
            "MSI domain of a bus set after its functions were scanned",
            "The functions have already taken the default domain and keep it. Their messages are blocked (fault 0x25)."),
        ["IRQ1006"] = (
            "Default MSI domain overridden after it was created",
            "Functions use the native domain under the hypervisor, which blocks their messages (fault 0x25)."),
        ["IRQ1007"] = (
            "Special MSI domain of the platform overwritten",
            "The function composes native messages where only the platform's own work. They are blocked (fault 0x25 or 0x22), or arrive nowhere."),
        ["IRQ1008"] = (
            "Bus notifier subscribed after functions were added",
            "The notifier never sees these functions. They are not registered, keep the plain domain, and their messages are blocked (fault 0x25)."),
        ["IRQ1009"] = (
            "Remapping or x2APIC mode enabled too early, or changed entries not invalidated",
            "The unit reads entries from no table (fault 0x23) or from a stale cache. In x2APIC mode without remapping, no message can address a "
                + "processor above 255."),
        ["IRQ1010"] = (
            "Functions left without a decision about their MSI domain while interrupts are remapped",
            "They keep the plain PCI-MSI domain and send compatibility-format messages, which the remapping unit blocks (fault 0x25)."),
        ["IRQ1011"] = (
            "Default MSI domain created after functions were added",
            "The functions that are there have no MSI domain, and their drivers get no vectors."),
        ["IRQ2001"] = (
            "VF left without its PF's MSI domain",
            "The VF keeps the plain PCI-MSI domain and sends compatibility-format messages, which the remapping unit blocks (fault 0x25). "
            + "Or it takes the domain of the bridge above its bus; where another unit covers its PF, its messages name entries that are not there (0x22) or "
                + "another function's (0x26)."),
        ["IRQ2002"] = (
            "VFs added before their PF has its own MSI domain",
            "The VFs copy the default domain and send compatibility-format messages, which are blocked (fault 0x25)."),
        ["IRQ2003"] = (
            "MSI domain of a VF taken from its virtual bus",
            "No bridge leads to a virtual bus, so it has no domain, or one by accident. The VF gets no vectors."),
        ["IRQ2004"] = (
            "PF unbound, or SR-IOV disabled in hardware, while its VFs exist",
            "The VFs disappear while their drivers use them. Their vectors and table entries stay allocated."),
        ["IRQ2005"] = (
            "Source-id of a remapping entry taken from a function that does not send the message",
            "Source-id verification rejects every message (fault 0x26)."),
        ["IRQ3001"] = (
            "Driver may bind before the MSI domain is final",
            "The driver binds while the function is being added and allocates its vectors in the old domain. Its messages are blocked (fault 0x25)."),
        ["IRQ3002"] = (
            "MatchDriver never restored, so no driver can bind",
            "The function stays without a driver."),
        ["IRQ4001"] = (
            "Vectors freed while their interrupts are still requested",
            "The handler stays on a vector that the function no longer owns. Vectors leak, and the next owner of the entry shares it."),
        ["IRQ4002"] = (
            "Function unbound or removed with vectors allocated",
            "Vectors and table entries stay allocated for a function that no longer exists."),
        ["IRQ4003"] = (
            "Remapping entries cleared while MSI is enabled",
            "The function still sends, and every message meets an entry that is not present (fault 0x22)."),
        ["IRQ4004"] = (
            "Remapping unit removed, or set up anew, while it is in use",
            "Messages in flight meet a unit without a table, and the entries of its functions are lost."),
        ["IRQ4005"] = (
            "Function used after its removal, or vectors used that are not allocated",
            "Software writes through a descriptor that no longer belongs to the function. At best nothing happens, at worst another device changes."),
        ["IRQ4006"] = (
            "Messages not restored on resume, or written before power and memory decoding",
            "The writes are dropped and the table stays empty, so interrupts are lost."),
        ["IRQ4007"] = (
            "Vectors masked, MSI disabled or function switched off while handlers wait",
            "The function sends nothing, and its handlers wait for interrupts that never come."),
        ["IRQ5001"] = (
            "Function not covered by any remapping unit",
            "Its interrupts are neither remapped nor verified. If software assigns the domain that the look-up finds, there is none, and the "
                + "function gets no vectors."),
        ["IRQ5002"] = (
            "Function named by the scopes of several remapping units",
            "The function's requests pass through one of the units. Software that picks another one writes entries where no request looks: entry not "
                + "present (fault 0x22)."),
        ["IRQ5003"] = (
            "Address, bus number or id invalid or already taken",
            "Two functions would answer the same configuration cycle. Such hardware cannot be built, so describing it throws."),
        ["IRQ5004"] = (
            "Second catch-all unit on a segment",
            "No request passes through the second unit. Software that picks it writes entries where no request looks: entry not present (fault 0x22). "
                + "Xen rejects the table."),
        ["IRQ5005"] = (
            "VFs beyond the bus range of their PF",
            "Requests to these VFs are not routed to the PF, so enabling all VFs fails."),
        ["IRQ5006"] = (
            "IOAPIC not in the scope of any remapping unit",
            "Interrupt remapping stays off for the whole machine. All functions send compatibility-format messages that no unit verifies."),
        ["IRQ9001"] = (
            "Analysis incomplete",
            "The body is larger or deeper than the analysis allows, so findings may be missing."),
        ["IRQ9002"] = (
            "Override weakens the contract it inherits",
            "Callers of the base method rely on its contract. They may call the override too early, or rely on something that it does not do, and nothing is "
                + "reported at the call."),
        ["IRQ9003"] = (
            "Flow not awaited, or flow awaits something that is not a flow",
            "What a flow does after its first await happens at an unknown later time, so code after the call cannot rely on it. A flow that awaits anything "
                + "but a flow ends the run with an error."),
        ["IRQ9004"] = (
            "Contract cannot be read",
            "The contract has no effect: what it requires is not checked, and what it ensures is not known."),
        ["IRQ9005"] = (
            "Unknown option",
            "The option has no effect, and the analyzers report what they would report without it."),
        ["IRQ9006"] = (
            "Contract of the model's own that a run does not check",
            "The run says nothing about the call, and does not judge by the facts that the call changes."),
    };

    /// <summary>The violation in a few words.</summary>
    public static string TitleOf(string rule) => Texts[rule].Title;

    /// <summary>What the hardware or the system does when the rule is broken.</summary>
    public static string ConsequenceOf(string rule) => Texts[rule].Consequence;

    /// <summary>The documentation page of a rule.</summary>
    public static string HelpLinkOf(string rule) => HelpBase + rule + ".md";
}

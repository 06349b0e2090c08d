namespace IrqModel;

/// <summary>One level of the hierarchy that an interrupt is allocated through (Linux <c>struct irq_domain</c>).</summary>
public abstract class IrqDomain
{
    private protected IrqDomain(string name, IrqDomain? parent, DomainBusToken token = DomainBusToken.Any)
    {
        Name = token == DomainBusToken.Any ? name : $"{name}-{(int)token}";
        Parent = parent;
        BusToken = token;
    }

    /// <summary>Its name, as debugfs shows it: with the number of the bus token, if it has one.</summary>
    public string Name { get; }

    /// <summary>The level below, or <see langword="null"/> for the last one.</summary>
    public IrqDomain? Parent { get; }

    /// <summary>What kind of interrupts it serves.</summary>
    public DomainBusToken BusToken { get; }

    /// <summary>The name of its interrupt chip, the first of which <c>/proc/interrupts</c> shows.</summary>
    public abstract string ChipName { get; }

    /// <summary>Whether this level or one below remaps interrupts.</summary>
    public bool Remaps => RemappedBy is not null;

    /// <summary>The unit whose table this level or one below allocates entries in, if any.</summary>
    public RemappingUnit? RemappedBy
    {
        get
        {
            for (var domain = this; domain is not null; domain = domain.Parent)
            {
                if (domain is RemappingDomain remapping) return remapping.Unit;
            }

            return null;
        }
    }

    /// <summary>The names of this level and those below, for instance <c>INTEL-IR-MSI-0-3 &gt; INTEL-IR-0 &gt; VECTOR</c>.</summary>
    public string Chain => field ??= Parent is null ? Name : $"{Name} > {Parent.Chain}";

    /// <inheritdoc/>
    public override string ToString() => Name;
}

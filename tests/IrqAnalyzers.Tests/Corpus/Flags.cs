namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags and their values, tested once and again.</summary>
internal static class Flags
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("An and that evaluates both sides", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (function.IsVirtual & !Firmware.Quirk) Dmar.Register(function);
                    else if (!function.IsVirtual) Dmar.Register(function);
                    else return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("The kind compared with a local constant", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var virt = true;
                    if (function.IsVirtual == virt) Dmar.Register(function);
                    if (function.IsVirtual) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A helper returns no domain when it has not registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var domain = Find(function);
                    if (domain is null) return;
                    function.AssignMsiDomain(domain);
                    await function.Add();
                }

                private MsiDomain? Find(PciFunction function)
                {
                    if (Firmware.Quirk) return null;
                    Dmar.Register(function);
                    return DefaultMsiDomain;
                }
            }
            """),
        new("A property of the host remembers the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Ready = false;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        Ready = true;
                    }
                    if (Ready) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private bool Ready { get; set; }
            }
            """),
        new("A nullable flag has three values", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    bool? done = null;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        done = true;
                    }
                    if (done == true) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A reference that is null unless registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction? ready = null;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        ready = function;
                    }
                    ready?.AssignMsiDomain(null);
                    if (ready != null) ready.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("All cases of a switch register", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    switch (function)
                    {
                        case { IsVirtual: true } when Firmware.Quirk:
                        case PciBridge:
                            Dmar.Register(function);
                            break;
                        default:
                            Dmar.Register(function);
                            break;
                    }
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An overflow leads round the decision", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        var n = checked(Firmware.Count * 2);
                        Dmar.Register(function);
                        function.AssignMsiDomain(null);
                    }
                    catch (OverflowException)
                    {
                        function.SetDefaultMsiDomain(null);
                    }
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("The IOMMU is asked whether it knows the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Firmware.Quirk) Dmar.Register(function);
                    if (Dmar.Knows(function)) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}

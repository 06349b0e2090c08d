namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Contracts of a model's own: on interfaces, overrides, extensions, in files.</summary>
internal static class Contracts
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("An interface that promises registration", """
            public interface IRegistry
            {
                [Ensures(Facts.Registered, Subject = nameof(function))]
                void Enter(PciFunction function);
            }

            public sealed class Registry : IRegistry
            {
                private readonly Iommu iommu;

                public Registry(Iommu iommu) => this.iommu = iommu;

                public void Enter(PciFunction function) => iommu.Register(function);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private IRegistry Registry => new Registry(Dmar);

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.AssignMsiDomain(null); // IRQ1001
                    Registry.Enter(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An override that demands more than its base", """
            public abstract class Placer
            {
                public abstract void Place(PciFunction function);
            }

            public sealed class Strict : Placer
            {
                [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)] // IRQ9002
                public override void Place(PciFunction function) => function.SetDefaultMsiDomain(null);
            }
            """),
        new("An override that takes back what its base ensures", """
            public abstract class Placer
            {
                [Ensures(Facts.Registered, Subject = nameof(function))]
                public abstract void Place(PciFunction function);
            }

            public sealed class Undo : Placer
            {
                [Revokes(Facts.Registered, Subject = nameof(function))] // IRQ9002
                public override void Place(PciFunction function)
                {
                }
            }
            """),
        new("An override that demands less is fine", """
            public abstract class Placer
            {
                [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
                public abstract void Place(PciFunction function);
            }

            public sealed class Lax : Placer
            {
                [Requires(Facts.Registered | Facts.Added, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
                public override void Place(PciFunction function)
                {
                }
            }
            """),
        new("A user's own demand is checked at each call", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Announce(function); // IRQ1001
                    Dmar.Register(function);
                    Announce(function);
                    await function.Add();
                }

                [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
                [Ensures(Facts.MsiDomainDecided, Subject = nameof(function))]
                private void Announce(PciFunction function) => function.AssignMsiDomain(Dmar.FindMsiDomain(function));
            }
            """),
        new("A demand for virtual functions only", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    Start(bus.AddFunction("04.0"));
                }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Start(function); // IRQ2001@virtual
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }

                [Requires(
                    Facts.MsiDomainDecided, Subject = nameof(function), When = FunctionKind.Virtual,
                    Rule = RuleIds.VirtualFunctionWithoutDomain)]
                private static void Start(PciFunction function) => _ = function.Name;
            }
            """),
        new("A virtual call without contracts may do anything", """
            public abstract class Policy
            {
                public virtual void Before(PciFunction function)
                {
                }
            }

            public sealed class Registering(Iommu iommu) : Policy
            {
                public override void Before(PciFunction function) => iommu.Register(function);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private Policy Policy => new Registering(Dmar);

                protected override async Flow AddDevice(PciFunction function)
                {
                    Policy.Before(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A contract on an extension method speaks of its first parameter", """
            public static class Vendor
            {
                [Ensures(Facts.Registered, Subject = nameof(function))]
                public static void Enroll(this PciFunction function, Iommu iommu) => iommu.Register(function);

                [Revokes(Facts.Registered, Subject = nameof(function))]
                public static void Expel(this PciFunction function, Iommu iommu) => iommu.Unregister(function);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.Enroll(Dmar);
                    function.AssignMsiDomain(null);
                    function.Expel(Dmar);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }
            }
            """),
        new("A contract that names no parameter", """
            public static class Vendor
            {
                [Ensures(Facts.Registered, Subject = "device")] // IRQ9004
                public static void Enroll(PciFunction function) => _ = function;
            }
            """),
        new("A contract that names no rule", """
            public static class Vendor
            {
                [Requires(Facts.Registered, Subject = nameof(function), Rule = "IRQ1234")] // IRQ9004
                public static void Enroll(PciFunction function) => _ = function;
            }
            """),
        new("A parameter that arrives without facts", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public static void Fresh([ArrivesWithout(Facts.All)] PciFunction function)
                {
                    function.AssignMsiDomain(null); // IRQ1001
                }

                public static void Unknown(PciFunction function)
                {
                    function.AssignMsiDomain(null);
                }
            }
            """),
        new("A duty of one's own on a parameter", """
            public abstract class Stage
            {
                public abstract void Run(
                    [ArrivesWithout(Facts.Registered)]
                    [LeavesWith(Facts.Registered, Rule = RuleIds.DomainBeforeRegistration)]
                    PciFunction function);
            }

            public sealed class Good(Iommu iommu) : Stage
            {
                public override void Run(PciFunction function) => iommu.Register(function);
            }

            public sealed class Bad(Iommu iommu) : Stage
            {
                public override void Run(PciFunction function)
                {
                    if (function.Bus.IsVirtual) return; // IRQ1001
                    iommu.Register(function);
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An explicit implementation keeps the interface's contract", """
            public interface IStep
            {
                [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
                Flow Take(PciFunction function);
            }

            public sealed class Step : IStep
            {
                Flow IStep.Take(PciFunction function) => Flow.Completed;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private readonly IStep step = new Step();

                protected override async Flow AddDevice(PciFunction function)
                {
                    await step.Take(function); // IRQ1001
                    Dmar.Register(function);
                    await step.Take(function);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A contract file speaks for code without attributes", """
            public static class Vendor
            {
                public static void Enroll(PciFunction function) => _ = function.Name;

                public static void Start(PciFunction function) => _ = function.Name;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Vendor.Start(function); // IRQ1001
                    Vendor.Enroll(function);
                    Vendor.Start(function);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """) { Contracts = """
            # the vendor's library
            M:Vendor.Enroll(IrqModel.PciFunction) : Ensures(Registered, Subject = function)
            M:Vendor.Start(IrqModel.PciFunction) : Requires(Registered, Subject = function, Rule = IRQ1001)
            """ },
        new("A demand on the receiver of one's own type", """
            public sealed class Session : Host
            {
                public Session(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    Open(); // IRQ1006
                    CreateDefaultMsiDomain();
                    Open();
                }

                [Requires(Facts.DefaultDomainCreated, Rule = RuleIds.OverrideAfterDefault)]
                private void Open()
                {
                }
            }
            """),
    ];
}

namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Interfaces and abstract classes that several types implement.</summary>
internal static class SeveralImplementations
{
    private const string Stops = """
        internal interface IStop { void Stop(PciFunction function); }

        internal sealed class Hasty : IStop { public void Stop(PciFunction function) => function.FreeVectors(); }

        internal sealed class Orderly : IStop
        {
            public void Stop(PciFunction function)
            {
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }

        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("One of two implementations frees too early", Stops + Driver("private readonly IStop stop; public D(IStop stop) : base(\"d\") => this.stop = stop;", "stop.Stop(function); // IRQ4001?")),
        new("The field holds the right one of two", Stops + Driver("private readonly IStop stop = new Orderly(); public D() : base(\"d\") { }", "stop.Stop(function);")),
        new("The field holds the wrong one of two", Stops + Driver("private readonly IStop stop = new Hasty(); public D() : base(\"d\") { }", "stop.Stop(function); // IRQ4001")),
        new("A condition decides which the field holds", Stops + Driver(
            "private readonly IStop stop; public D(bool isHasty) : base(\"d\") => stop = isHasty ? new Hasty() : new Orderly();", "stop.Stop(function); // IRQ4001?")),
        new("A decorator runs what it was handed", Stops + """
            internal sealed class Logged : IStop
            {
                private readonly IStop inner;
                public Logged(IStop inner) => this.inner = inner;
                public void Stop(PciFunction function) { Console.Error.WriteLine("stopping"); inner.Stop(function); }
            }

            """ + Driver("private readonly IStop stop = new Logged(new Hasty()); public D() : base(\"d\") { }", "stop.Stop(function); // IRQ4001")),
        new("What does nothing hides nothing that follows", """
            internal interface ISink { void Note(PciFunction function); }
            internal sealed class Quiet : ISink { public void Note(PciFunction function) { } }
            internal sealed class Loud : ISink { public void Note(PciFunction function) => Console.Error.WriteLine(function); }

            """ + Driver(
                "private readonly ISink sink; public D(ISink sink) : base(\"d\") => this.sink = sink;",
                """
                sink.Note(function);
                function.FreeVectors(); // IRQ4001
                function.ReleaseInterrupts();
                """)),
        new("What an interface does by default is not done by a class that does it itself", """
            internal interface IStop { void Stop(PciFunction function) { } }
            internal sealed class Hasty : IStop { public void Stop(PciFunction function) => function.FreeVectors(); }

            """ + Driver("private readonly IStop stop; public D(IStop stop) : base(\"d\") => this.stop = stop;", "stop.Stop(function); // IRQ4001")),
        new("Both implementations register", """
            internal interface IAdmit { void Admit(PciFunction function); }
            internal sealed class Plain : IAdmit { private readonly Iommu iommu; public Plain(Iommu iommu) => this.iommu = iommu; public void Admit(PciFunction function) => iommu.Register(function); }
            internal sealed class Counting : IAdmit
            {
                private readonly Iommu iommu; private int count;
                public Counting(Iommu iommu) => this.iommu = iommu;
                public void Admit(PciFunction function) { count++; iommu.Register(function); }
            }

            public sealed class H : BenchHost
            {
                private readonly IAdmit admit;
                public H(Machine machine, bool counts) : base(machine) => admit = counts ? new Counting(Dmar) : new Plain(Dmar);
                protected override async Flow AddDevice(PciFunction function)
                {
                    admit.Admit(function);
                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A factory gives one of two plans", """
            internal abstract class Plan
            {
                public virtual void TearDown(PciFunction function) { function.ReleaseInterrupts(); function.FreeVectors(); }
                public static Plan For(string name) => name == "nic" ? new Fast() : new Slow();
            }
            internal sealed class Fast : Plan { public override void TearDown(PciFunction function) => function.FreeVectors(); }
            internal sealed class Slow : Plan { }

            """ + Driver("public D() : base(\"d\") { }", "Plan.For(function.Name).TearDown(function); // IRQ4001?")),
        new("A generic interface is implemented for two types", """
            internal interface IStop<T> where T : PciFunction { void Stop(T function); }
            internal sealed class Hasty<T> : IStop<T> where T : PciFunction { public void Stop(T function) => function.FreeVectors(); }
            internal sealed class Orderly<T> : IStop<T> where T : PciFunction { public void Stop(T function) { function.ReleaseInterrupts(); function.FreeVectors(); } }

            """ + Driver("private readonly IStop<PciFunction> stop; public D(IStop<PciFunction> stop) : base(\"d\") => this.stop = stop;", "stop.Stop(function); // IRQ4001?")),
    ];

    private static string Driver(string members, string afterwards) => $$"""
        public sealed class D : PciDriver
        {
            {{members.Replace("public D", "internal D", StringComparison.Ordinal)}}

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(1) == 0) return;
                function.RequestInterrupts();
                {{afterwards}}
            }
        }
        """;
}

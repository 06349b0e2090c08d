using System.Text;

namespace IrqAnalyzers.Benchmarks;

/// <summary>Writes model code: hosts, notifiers, drivers, helpers and code that has nothing to do with the DSL. The same every time.</summary>
internal static class ModelSource
{
    /// <summary>The longest file of a project, in lines.</summary>
    public const int LinesPerFile = 5_000;

    private const string Header = "using System;\nusing System.Collections.Generic;\nusing System.IO;\nusing IrqModel;\n";

    /// <summary>The files of a project.</summary>
    /// <param name="lines">About how many lines it has.</param>
    public static List<string> Project(int lines)
    {
        var files = new List<string>();
        for (var left = lines; left > 0; left -= LinesPerFile) files.Add(File(files.Count, Math.Min(left, LinesPerFile)));
        return files;
    }

    private static string File(int number, int lines)
    {
        var text = new StringBuilder(Header);
        text.Append($"namespace Models.File{number};\n");
        var written = 5;
        for (var model = 0; written < lines; model++)
        {
            var next = Model(model, isWrong: model % 7 == 3);
            text.Append(next);
            foreach (var character in next) written += character == '\n' ? 1 : 0;
        }

        return text.ToString();
    }

    private static string Model(int n, bool isWrong) => $$"""
        public class Host{{n}} : Host
        {
            private readonly Iommu iommu;
            private bool strict;
            private int retries;

            public Host{{n}}(Machine machine) : base(machine)
            {
                iommu = new Iommu(machine, "dmar{{n}}");
                strict = machine.RemappingUnits.Count > {{n % 3}};
            }

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new Notifier{{n}}(iommu));
                await ScanBuses();
                foreach (var function in AddedFunctions)
                {
                    if (!function.IsVirtual && !iommu.Knows(function)) Decide(function);
                }

                await RegisterDriver(new Driver{{n}}());
            }

            protected override async Flow AddDevice(PciFunction function)
            {
                function.SetDefaultMsiDomain(function.Bus.MsiDomain ?? DefaultMsiDomain);
                {{(isWrong ? "function.AssignMsiDomain(DefaultMsiDomain);" : "function.MatchDriver = false;")}}
                for (var attempt = 0; attempt < {{2 + (n % 4)}}; attempt++)
                {
                    if (function.VectorCapacity > attempt && strict)
                    {
                        Prepare(function, attempt);
                        retries += attempt;
                    }
                }

                try
                {
                    await function.Add();
                }
                finally
                {
                    retries = Weigh(retries, {{n}});
                }

                function.MatchDriver = true;
                await function.Attach();
            }

            private void Decide(PciFunction function)
            {
                iommu.Register(function);
                if (iommu.InterruptRemappingEnabled && iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }

            private void Prepare(PciFunction function, int attempt)
            {
                if (iommu.Knows(function)) return;
                if (function is VirtualFunction && attempt > 1)
                {
                    retries++;
                    return;
                }

                Note(function.Name, attempt);
            }

            private void Note(string name, int attempt)
            {
                retries = name.Length > attempt ? retries + 1 : retries;
            }

            private static int Weigh(int value, int by)
            {
                var sum = 0;
                for (var i = 0; i < value; i++)
                {
                    if (i % 2 == 0) sum += i * by;
                    else if (i % 3 == 0) sum -= by;
                    else sum ^= i;
                }

                return sum;
            }
        }

        public sealed class Notifier{{n}} : IommuNotifier
        {
            private readonly Iommu iommu;

            public Notifier{{n}}(Iommu iommu) : base(1)
            {
                this.iommu = iommu;
            }

            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    {{(isWrong ? "" : "function.InheritMsiDomain();")}}
                    return;
                }

                iommu.Register(function);
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }

            protected override async Flow OnDeviceRemoved(PciFunction function)
            {
                iommu.Unregister(function);
            }
        }

        public sealed class Driver{{n}} : PciDriver
        {
            public Driver{{n}}() : base("driver {{n}}")
            {
            }

            public override bool Matches(PciFunction function) => function.VectorCapacity > {{n % 5}};
        }

        public static class Report{{n}}
        {
            public static string Write(IReadOnlyList<string> names, string? title)
            {
                var writer = new StringWriter();
                if (title != null) writer.WriteLine(title);
                var count = 0;
                foreach (var name in names)
                {
                    if (name.Length > {{n % 9}}) writer.Write(name);
                    else if (title == null) count++;
                    else count += title.Length;
                }

                writer.Write(count);
                return writer.ToString();
            }

            public static int Parse(string text)
            {
                var value = 0;
                using var reader = new StringReader(text);
                for (var line = reader.ReadLine(); line != null; line = reader.ReadLine())
                {
                    if (int.TryParse(line, out var read)) value += read;
                    else if (line.Length > 10) return -1;
                }

                return value;
            }
        }

        """;
}

using System.Runtime.CompilerServices;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Engine.Tests.Protocol;

/// <summary>A duty that a handler neglects is placed at the handler's first statement.</summary>
public sealed class HandlerLocationTests
{
    [Fact]
    public void Of_an_async_handler() => AssertFoundAt(new AsyncHandler(), AsyncHandler.FirstStatement);

    [Fact]
    public void Of_a_handler_that_is_not_async() => AssertFoundAt(new PlainHandler(), PlainHandler.FirstStatement);

    [Fact]
    public void Of_a_handler_that_is_an_expression() => AssertFoundAt(new ExpressionHandler(), ExpressionHandler.FirstStatement);

    [Fact]
    public void Of_a_handler_that_a_base_class_has() => AssertFoundAt(new DerivedHandler(), PlainHandler.FirstStatement);

    private static void AssertFoundAt(IommuNotifier notifier, int line)
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddFunction("02.0", "nic", sriov: new(2, 8, 1));
                return machine;
            },
            machine => new OneNotifier(machine, notifier),
            host => ((PhysicalFunction)host.AddedFunctions[0]).EnableSriov(1));

        var finding = Assert.Single(result.Findings);
        Assert.Equal(
            new FindingKey(RuleIds.VirtualFunctionWithoutDomain, "IommuNotifier.OnDeviceAdded", "HandlerLocationTests.cs", line, "PciFunction"),
            finding.Key);
    }

    private static int Line([CallerLineNumber] int line = 0) => line;

    private sealed class OneNotifier(Machine machine, BusNotifier notifier) : Host(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            Subscribe(notifier);
            await ScanBuses();
        }
    }

    private sealed class AsyncHandler : IommuNotifier
    {
        public static int FirstStatement { get; } = Line() + 5;

        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            // A comment is no statement.
            if (function.IsVirtual)
                return;
            await Flow.Completed;
        }
    }

    private class PlainHandler : IommuNotifier
    {
        public static int FirstStatement { get; } = Line() + 4;

        protected override Flow OnDeviceAdded(PciFunction function)
        {
            var flow = Flow.Completed;
            return flow;
        }
    }

    private sealed class DerivedHandler : PlainHandler;

    private sealed class ExpressionHandler : IommuNotifier
    {
        public static int FirstStatement { get; } = Line() + 2;

        protected override Flow OnDeviceAdded(PciFunction function) => Flow.Completed;
    }
}

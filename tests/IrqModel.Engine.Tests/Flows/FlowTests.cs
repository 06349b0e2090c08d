using Xunit;

namespace IrqModel.Engine.Tests.Flows;

public sealed class FlowTests
{
    [Fact]
    public void A_flow_outside_an_engine_says_how_to_start_one()
    {
        var error = Assert.Throws<InvalidOperationException>(() => { _ = Nothing(); });

        Assert.Contains("Simulation.Run", error.Message, StringComparison.Ordinal);
        static async Flow Nothing() => await Flow.Completed;
    }

    [Fact]
    public void A_flow_may_await_only_flows()
    {
        var error = Run(async _ => await Task.Delay(1));

        Assert.Contains("may await only flows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_flow_throws_reaches_the_one_who_awaits_it()
    {
        var caught = "";
        Simulate(async _ =>
        {
            try
            {
                await Fail();
            }
            catch (InvalidOperationException exception)
            {
                caught = exception.Message;
            }
        });

        Assert.Equal("no such function", caught);
        static async Flow Fail()
        {
            await Flow.Completed;
            throw new InvalidOperationException("no such function");
        }
    }

    [Fact]
    public void What_nobody_awaits_and_fails_ends_the_run_with_an_error()
    {
        var error = Run(async host =>
        {
            _ = Fail();
            await Flow.Completed;
        });

        Assert.Contains("was not awaited", error.Message, StringComparison.Ordinal);
        static async Flow Fail()
        {
            await Flow.Completed;
            throw new InvalidOperationException("lost");
        }
    }

    [Fact]
    public void A_flow_that_never_ends_is_an_error()
    {
        var error = Assert.Throws<ModelException>(() => Simulate(Spin, new RunOptions { MaxSteps = 1000 }));

        Assert.Contains("1,000 steps", error.Message, StringComparison.Ordinal);
        static async Flow Spin(Host host)
        {
            while (true) await Flow.Completed;
        }
    }

    [Fact]
    public void A_flow_hands_its_value_to_the_one_who_awaits_it()
    {
        var value = 0;
        Simulate(async _ => value = await Answer());

        Assert.Equal(42, value);
        static async Flow<int> Answer()
        {
            await Flow.Completed;
            return 42;
        }
    }

    [Fact]
    public void Between_two_awaits_nothing_else_runs()
    {
        var order = new List<string>();
        Simulate(async _ =>
        {
            var other = Twice("b");
            await Twice("a");
            await other;
        });

        Assert.Equal(["b1", "a1", "b2", "a2"], order);
        async Flow Twice(string name)
        {
            order.Add(name + "1");
            await Flow.Completed;
            order.Add(name + "2");
        }
    }

    [Fact]
    public void The_same_choices_give_the_same_order()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (order, choices) = Interleave(new RunOptions { Seed = seed });
            var (replayed, _) = Interleave(new RunOptions { Choices = choices });
            Assert.Equal(order, replayed);
        }
    }

    [Fact]
    public void Different_seeds_reach_different_orders()
    {
        var orders = Enumerable.Range(0, 50).Select(seed => Interleave(new RunOptions { Seed = seed }).Order).Distinct().Count();

        Assert.True(orders > 5, $"{orders} orders");
    }

    [Fact]
    public void Choices_of_another_model_are_refused()
    {
        var error = Assert.Throws<ModelException>(() => Interleave(new RunOptions { Choices = [17] }));

        Assert.Contains("Choice 0 of the replay is 17", error.Message, StringComparison.Ordinal);
    }

    private static (string Order, System.Collections.Immutable.ImmutableArray<int> Choices) Interleave(RunOptions options)
    {
        var order = "";
        var result = Simulate(
            async _ =>
            {
                var flows = new[] { Count("a"), Count("b"), Count("c") };
                foreach (var flow in flows) await flow;
            },
            options);
        return (order, result.Choices);

        async Flow Count(string name)
        {
            for (var i = 0; i < 3; i++)
            {
                order += name;
                await Flow.Completed;
            }
        }
    }

    private static ModelException Run(Func<Host, Flow> scenario) => Assert.Throws<ModelException>(() => Simulate(scenario));

    private static RunResult Simulate(Func<Host, Flow> scenario, RunOptions? options = null) =>
        Simulation.Run(() => new Machine("empty"), machine => new IdleHost(machine), scenario, options);

    private sealed class IdleHost(Machine machine) : Host(machine)
    {
        public override Flow Boot() => Flow.Completed;
    }
}

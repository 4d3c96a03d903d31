namespace Rendrix.Web.Storefront;

/// <summary>
/// Who is served next when shoppers want more than the machine can do. A shop alone may use all of it. While others ask too, the one shop that wants more than all of them together leaves them a processor and lets the
/// rest of its own queue wait; what does not fit into the queue is turned away. So the rush of one tenant is not the wait of another's shoppers. Counted in this process.
/// </summary>
public sealed class ShopTurns(TimeProvider clock, IConfiguration configuration)
{
    /// <summary>Most requests of one shop that are worked on at once for each processor: enough to keep it busy while some wait for the database, few enough that a rush is brought down within a moment.</summary>
    public const int MostEach = 4;
    /// <summary>Most that wait for their turn while others ask too.</summary>
    public const int MostWaiting = 64;
    /// <summary>Most that wait for their turn in a shop that has the machine for itself: a sale that begins at noon is served, not turned away.</summary>
    public const int MostWaitingAlone = 1_000;
    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTurnRest = TimeSpan.FromSeconds(1);
    // Demand is averaged over a second: short enough to answer a rush at once, long enough not to follow every page.
    private const double Memory = 1;
    // What others must want to count as there: a look now and then does not slow anybody down.
    private const double Noticed = 0.05;
    private readonly int _atOnce = configuration.GetValue("Rendrix:Shops:AtOnce", Environment.ProcessorCount);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shop> _shops = new(StringComparer.OrdinalIgnoreCase);
    private readonly Average _all = new();
    private int _finds;

    /// <summary>Most requests of one shop that are worked on at once.</summary>
    public int Most { get; } = MostEach * Math.Max(2, configuration.GetValue("Rendrix:Shops:AtOnce", Environment.ProcessorCount));

    /// <summary>Long work (imports, exports) rests between its portions while shoppers are served, twice as long as the portion took and five seconds at most; alone it goes on at once.</summary>
    /// <param name="since">When the portion began, as the clock's time stamp.</param>
    /// <param name="ct">Ends the rest.</param>
    public async ValueTask GiveWayAsync(long since, CancellationToken ct)
    {
        double wanted;
        lock (_gate) wanted = _all.At(clock.GetTimestamp(), clock);
        if (wanted <= Noticed) return;
        var took = clock.GetElapsedTime(since);
        await Task.Delay(took < LongestRest / 2 ? took * 2 : LongestRest, clock, ct);
    }

    /// <summary>Waits for a turn; null when the queue is full or the wait became too long. Disposing gives the turn on.</summary>
    /// <param name="label">The shop.</param>
    /// <param name="ct">Ends waiting.</param>
    public async ValueTask<IDisposable?> TakeAsync(string label, CancellationToken ct)
    {
        Shop shop;
        LinkedListNode<TaskCompletionSource> place;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            shop = Find(label, now);
            var limit = LimitOf(shop, now);
            if (shop.Waiting.Count == 0 && shop.Running < limit)
            {
                shop.Running++;
                Level(shop, +1, now);
                return new Turn(this, shop, now);
            }
            if (shop.Waiting.Count >= (limit < Most ? MostWaiting : MostWaitingAlone)) return null;
            place = shop.Waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            Level(shop, +1, now);
        }
        try { await place.Value.Task.WaitAsync(Patience, clock, ct); }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                if (!place.Value.Task.IsCompleted)
                {
                    shop.Waiting.Remove(place);
                    Level(shop, -1, clock.GetTimestamp());
                    ct.ThrowIfCancellationRequested();
                    return null;
                }
            }
            // The turn came in the same moment.
            if (ct.IsCancellationRequested) { Leave(shop); throw; }
        }
        return new Turn(this, shop, clock.GetTimestamp());
    }

    private void Leave(Shop shop, long since = 0)
    {
        TimeSpan rest;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            Level(shop, -1, now);
            // Brought down to one turn it would still have a processor for itself: as long as it worked it now rests, its turn taken.
            rest = since > 0 && shop.Waiting.Count > 0 && LimitOf(shop, now) == 1 ? clock.GetElapsedTime(since, now) : TimeSpan.Zero;
        }
        if (rest <= TimeSpan.Zero) HandOn(shop);
        else _ = RestAsync(shop, rest < LongestTurnRest ? rest : LongestTurnRest);
    }

    private async Task RestAsync(Shop shop, TimeSpan rest)
    {
        await Task.Delay(rest, clock);
        HandOn(shop);
    }

    private void HandOn(Shop shop)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            shop.Running--;
            while (shop.Waiting.First is { } next && shop.Running < LimitOf(shop, now))
            {
                shop.Waiting.RemoveFirst();
                shop.Running++;
                next.Value.SetResult();
            }
        }
    }

    // Never below one, so that whoever waits has somebody before them who will leave.
    private int LimitOf(Shop shop, long now)
    {
        var (mine, all) = (shop.Wants.At(now, clock), _all.At(now, clock));
        var others = all - mine;
        return all > _atOnce && mine > others && others > Noticed ? Math.Max(1, _atOnce - (int)Math.Ceiling(others)) : Most;
    }

    private void Level(Shop shop, int change, long now)
    {
        shop.Wants.Change(change, now, clock);
        _all.Change(change, now, clock);
    }

    // Names come from addresses that anybody can make up: those that nobody asks for any more are forgotten.
    private Shop Find(string label, long now)
    {
        if (++_finds % 1024 == 0)
            foreach (var (name, idle) in _shops)
                if (idle is { Running: 0, Waiting.Count: 0 } && idle.Wants.At(now, clock) < 0.01) _shops.Remove(name);
        if (!_shops.TryGetValue(label, out var shop)) _shops[label] = shop = new Shop();
        return shop;
    }

    private sealed class Shop
    {
        public int Running { get; set; }
        public LinkedList<TaskCompletionSource> Waiting { get; } = new();
        public Average Wants { get; } = new();
    }

    // How many requests were running or waiting, on average of the last moments.
    private sealed class Average
    {
        private double _value;
        private int _level;
        private long _at;

        public double At(long now, TimeProvider clock)
        {
            if (now > _at) (_value, _at) = (_level + (_value - _level) * Math.Exp(-clock.GetElapsedTime(_at, now).TotalSeconds / Memory), now);
            return _value;
        }

        public void Change(int by, long now, TimeProvider clock)
        {
            At(now, clock);
            _level += by;
        }
    }

    private sealed class Turn(ShopTurns turns, Shop shop, long since) : IDisposable
    {
        private Shop? _shop = shop;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _shop, null) is { } left) turns.Leave(left, since);
        }
    }
}

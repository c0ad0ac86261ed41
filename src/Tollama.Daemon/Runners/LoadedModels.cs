namespace Tollama.Daemon.Runners;

/// <summary>What a runner must hold: remembered here, because the process may forget.</summary>
internal sealed class LoadedModels
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ModelLoad> _models = [];

    /// <summary>The models' names, in no order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _models.Keys];
            }
        }
    }

    /// <summary>How each model is loaded.</summary>
    public IReadOnlyList<ModelLoad> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _models.Values];
            }
        }
    }

    /// <summary>Adds a model, or replaces how it is loaded.</summary>
    public void Remember(ModelLoad model)
    {
        lock (_gate)
        {
            _models[model.Model] = model;
        }
    }

    /// <summary>Removes a model.</summary>
    public void Forget(string model)
    {
        lock (_gate)
        {
            _models.Remove(model);
        }
    }

    /// <summary>How a model is loaded; <see langword="null"/> when it was not.</summary>
    public ModelLoad? Find(string model)
    {
        lock (_gate)
        {
            return _models.GetValueOrDefault(model);
        }
    }
}

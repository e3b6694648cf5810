class FlyteError:
    message: str
    failed_node_id: str

var visitgenData=visitgenData||{};visitgenData.pairs={"contacts":[],"tallies":{"0":[20,10,16]},"relations":[[0,1]]};

var visitgenData=visitgenData||{};visitgenData.pairs={"contacts":[],"tallies":{"0":[1,0,1]},"relations":[[0,1]]};
